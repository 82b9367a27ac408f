"""Forms of procedures: shipped ones are fit to be filled and printed, the rest get one from their papers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from congso.domains.procedures import facade
from congso.domains.procedures.printing.declarations import day_in_words
from congso.domains.procedures.shipped_forms import shipped_forms, shipped_sources
from congso.domains.procedures.tests.makers import SYSTEM, make_procedure
from congso.foundation.forms.engine.sampling import sample_answers
from congso.foundation.forms.facade import (
    Paper,
    check,
    form_for,
    generated_definition,
    parse_definition,
    people_of,
    step_view,
    subject_names,
    summary,
)

SOURCES = dict(shipped_sources())
DAY = date(2026, 11, 22)


def catalogue() -> Iterator[dict[str, Any]]:
    """The national catalogue, record by record."""
    with gzip.open(facade.shipped_catalogue(), "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def generated(record: dict[str, Any]) -> Any:
    """The form made of a record's papers."""
    papers = [
        Paper(row["ten"], row["truong_hop"], row["so_ban_chinh"], row["so_ban_sao"],
              row["so_ban_chinh"] == 0 == row["so_ban_sao"], row["tep_mau"]) for row in record["thanh_phan_ho_so"]
    ]  # fmt: skip
    return generated_definition(record["ten_thu_tuc"], papers)


@pytest.mark.django_db
def test_the_keeper_of_forms_reads_names_and_not_codes(django_assert_max_num_queries: Any) -> None:
    make_procedure(code="1.001193", name="Thủ tục đăng ký khai sinh")

    with django_assert_max_num_queries(1):
        found = subject_names(["procedure:1.001193", "procedure:1.999999", "khac"])

    assert found == {
        "procedure:1.001193": "Thủ tục đăng ký khai sinh (1.001193)", "procedure:1.999999": "procedure:1.999999", "khac": "khac",
    }  # fmt: skip


def test_there_are_enough_of_them_and_each_belongs_to_real_procedures() -> None:
    codes = {record["ma_thu_tuc"] for record in catalogue()}
    subjects = [file.subject.removeprefix("procedure:") for file in shipped_forms()]

    assert len(SOURCES) >= 25
    assert set(subjects) <= codes
    assert len(subjects) == len(set(subjects)), "a procedure has one form"
    assert all("chưa kiểm chứng" in file.note for file in shipped_forms())


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_shipped_form_is_filled_accepted_and_printed(name: str) -> None:
    form = parse_definition(SOURCES[name]["definition"])
    answers = sample_answers(form) | {"applicant_name": "Đỗ Thị Ngọc Ánh"}

    assert check(form, answers) == []
    assert check(form, {}), "an empty form is not accepted"
    for step in form.steps:
        page = render_to_string("forms/step.html", {"view": step_view(form, step, answers)})
        assert page.count("<h2") == 1
    pdf = facade.declaration_pdf(form, answers, on=DAY, place="Mỹ Tho", office="UBND phường Mỹ Tho")
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", " ")
    names = {
        str(value)
        for key, value in answers.items()
        if key.endswith("_name") and key in form.fields and isinstance(value, str)
    }
    flat = "".join(text.split()).lower()
    for each in names - ({"Đỗ Thị Ngọc Ánh"} if "ket-hon" in form.print_template else set()):
        assert "".join(each.split()).lower() in flat, each
    assert "ngày22tháng11năm2026" in flat


def test_every_procedure_of_the_catalogue_gets_a_form_that_is_drawn_and_can_be_filled() -> None:
    made = 0
    for record in catalogue():
        made += 1
        if made % 9:
            continue
        form = generated(record)
        answers = sample_answers(form)
        assert check(form, answers) == [], record["ma_thu_tuc"]
        assert summary(form, answers)
        if made % 180 == 0:
            for step in form.steps:
                assert render_to_string("forms/step.html", {"view": step_view(form, step, answers)})
    assert made == 2642


def test_a_paper_is_asked_only_in_its_case_and_only_when_the_list_demands_it() -> None:
    papers = [
        Paper("Đơn đề nghị", originals=1), Paper("Giấy ủy quyền", "Trường hợp ủy quyền", 1, 0),
        Paper("Ảnh chân dung (nếu có)", originals=1), Paper("Lưu ý mang bản chính", is_note=True, originals=0, copies=0),
    ]  # fmt: skip
    form = generated_definition("Cấp giấy phép", papers)
    wanted = {problem.label for problem in check(form, {}) if problem.step == "giay-to"}
    chosen = {problem.label for problem in check(form, {"cases": ["c1"]}) if problem.step == "giay-to"}

    assert wanted == {"Đơn đề nghị"}
    assert chosen == {"Đơn đề nghị"}, "a power of attorney depends on who signs"
    assert form.fields["paper_2"].label == "Giấy ủy quyền"
    assert "paper_4" not in form.fields


def test_who_asks_and_who_hands_in_are_told_apart() -> None:
    own = {"applicant_name": "Lan", "applicant_identity": "087190000001", "on_behalf": "self"}
    other = own | {
        "on_behalf": "organisation",
        "organisation_name": "HTX Sen",
        "organisation_number": "1400000000",
    }

    assert people_of(own)["applicant"] == people_of(own)["submitter"]
    assert people_of(other)["applicant"]["name"] == "HTX Sen"
    assert people_of(other)["submitter"]["name"] == "Lan"


@pytest.mark.django_db
def test_loading_puts_them_into_force_and_a_procedure_without_one_gets_a_generated_form() -> None:
    own = make_procedure(code="1.001193", name="Thủ tục đăng ký khai sinh", papers=["Giấy chứng sinh"])
    bare = make_procedure(code="1.999999", name="Thủ tục khác", papers=["Đơn đề nghị", "Bản vẽ"])

    report = facade.load_shipped_forms(actor=SYSTEM)

    assert len(report.new) == len(list(shipped_forms()))
    begun = facade.procedure_form(code="1.001193", version_id=own.pk)
    assert begun.form_version_id is not None
    assert begun.definition.title == "Tờ khai đăng ký khai sinh"
    made = facade.procedure_form(code="1.999999", version_id=bare.pk)
    assert made.form_version_id is None
    assert {"Đơn đề nghị", "Bản vẽ"} <= {field.label for field in made.definition.fields.values()}
    for form in (begun, made):
        assert "receive" in form.definition.fields, "how the result comes back is asked of everybody"
        assert any(field.kind == "file" for field in form.definition.fields.values())
    assert form_for("procedure:1.999999") is None


def test_days_are_written_in_words() -> None:
    assert day_in_words("2020-04-05") == "ngày năm tháng tư năm hai nghìn không trăm hai mươi"
    assert day_in_words("2020") == ""
