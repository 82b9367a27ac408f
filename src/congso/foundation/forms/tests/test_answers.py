"""Answers: read as people write them, kept as typed when wrong, asked only where shown."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from congso.core import clock
from congso.core.errors import InvalidInput
from congso.foundation.files.uploads import Upload
from congso.foundation.forms.engine.files import file_ids
from congso.foundation.forms.engine.prefilling import prefill_keys, prefilled
from congso.foundation.forms.engine.reading import FileRef
from congso.foundation.forms.engine.wording import print_data, summary
from congso.foundation.forms.tests.makers import FIRST, SECOND, Shelf, family, send, sentences

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=clock.VIETNAM)


def whole() -> dict[str, Any]:
    """A well filled form."""
    form = family()
    return send(form, "con", send(form, "nguoi-khai", {}, FIRST).answers, SECOND).answers


def test_what_people_write_becomes_plain_json() -> None:
    answers = whole()

    assert answers["name"] == "Nguyễn Văn An"
    assert answers["phone"] == "0912345678"
    assert answers["identity"] == "087090001234"
    assert answers["home"]["text"] == "12 Nguyễn Huệ, Phường Đạo Thạnh, Tỉnh Đồng Tháp"
    assert answers["children"][0]["birth"] == "2020-11-05"
    assert (answers["support"], answers["area"]) == (1_500_000, 75.5)
    with clock.at(NOW):
        assert sentences(family(), answers) == {}


def test_what_cannot_be_read_is_kept_as_typed_and_said_beside_the_box() -> None:
    form = family()
    wrong = FIRST | {"phone": "12", "identity": "1", "home-ward": "00004"}

    answers = send(form, "nguoi-khai", {}, wrong).answers

    assert answers["phone"] == "12"
    assert set(sentences(form, answers, "nguoi-khai")) == {"phone", "identity", "home-ward"}
    assert "children-add" in sentences(form, answers), "the whole form is asked in the end"


@pytest.mark.parametrize("typed", ["31/02/2020", "hôm qua", "05/11/2027", "2020-13-01"])
def test_days_that_are_none_or_have_not_come_are_refused(typed: str) -> None:
    form = family()
    answers = send(form, "con", whole(), SECOND | {"children-0-birth": typed}).answers

    with clock.at(NOW):
        assert set(sentences(form, answers, "con")) == {"children-0-birth"}


def test_hidden_boxes_are_neither_asked_nor_handed_in_but_come_back_when_shown_again() -> None:
    form, answers = family(), whole()
    single = send(form, "nguoi-khai", answers, FIRST | {"married": "no"}).answers

    assert sentences(form, single) == {}
    words = print_data(form, single)["values"]
    assert words["spouse"] == ""
    assert "Trần Thị Bình" not in str(summary(form, single))
    again = send(form, "nguoi-khai", single, FIRST | {"spouse": single["spouse"]}).answers
    assert print_data(form, again)["values"]["spouse"] == "Trần Thị Bình"


def test_conditions_inside_a_group_look_at_their_own_item() -> None:
    form = family()
    two = SECOND | {
        "children-1-_id": "",
        "children-1-name": "B",
        "children-1-birth": "01/01/2021",
        "children-1-late": "1",
    }

    answers = send(form, "con", whole(), two).answers

    assert set(sentences(form, answers)) == {"children-1-reason"}


def test_groups_grow_shrink_and_move_without_losing_what_was_typed() -> None:
    form, answers = family(), whole()
    grown = send(form, "con", answers, SECOND | {"_do": "add:children"})
    assert grown.do == "refresh"
    assert len(grown.answers["children"]) == 2
    assert grown.focus == "children-1-name"

    ids = [item["_id"] for item in grown.answers["children"]]
    both = SECOND | {
        "children-0-_id": ids[0],
        "children-1-_id": ids[1],
        "children-1-name": "Em",
        "children-1-birth": "1/2/2022",
    }
    moved = send(form, "con", grown.answers, both | {"_do": "up:children:1"}).answers
    assert [item["name"] for item in moved["children"]] == ["Em", "Nguyễn Minh Châu"]

    order = {"children-0-_id": ids[1], "children-0-name": "Em", "children-0-birth": "1/2/2022", "children-1-_id": ids[0],
             "children-1-name": "Nguyễn Minh Châu", "children-1-birth": "5/11/2020"}  # fmt: skip
    left = send(form, "con", moved, SECOND | order | {"_do": "remove:children:0"}).answers
    assert [item["_id"] for item in left["children"]] == [ids[0]]


def test_a_group_takes_no_more_items_than_allowed() -> None:
    form, answers = family(), whole()
    many = {f"children-{n}-_id": "" for n in range(9)}

    grown = send(form, "con", answers, {"children-_here": "1"} | many | {"_do": "add:children"}).answers

    assert len(grown["children"]) == 3


def test_uploads_survive_errors_editing_and_other_groups_and_go_with_their_own() -> None:
    form, shelf, answers = family(), Shelf(), whole()
    first = send(form, "con", answers, SECOND | {"children-0-birth": "sai"}, shelf=shelf,
                 files={"children-0-scan": ["chung-sinh.pdf"]}).answers  # fmt: skip
    assert [ref["name"] for ref in first["children"][0]["scan"]] == ["chung-sinh.pdf"]

    one = first["children"][0]["_id"]
    sent = SECOND | {"children-0-_id": one}
    second = send(form, "con", first, sent | {"_do": "add:children"}, shelf=shelf).answers
    two = second["children"][1]["_id"]
    sent |= {"children-1-_id": two, "children-1-name": "Em", "children-1-birth": "1/2/2022"}
    third = send(
        form, "con", second, sent, shelf=shelf, files={"children-1-scan": ["em.pdf", "em2.pdf"]}
    ).answers
    assert [len(item["scan"]) for item in third["children"]] == [1, 2]
    assert shelf.removed == []

    fourth = send(form, "con", third, sent | {"_do": "drop:children-1-scan:t2"}, shelf=shelf).answers
    assert shelf.removed == ["t2"]
    fifth = send(form, "con", fourth, sent | {"_do": "remove:children:0"}, shelf=shelf).answers
    assert shelf.removed == ["t2", "t1"]
    assert file_ids(form, fifth) == {"Người con 1, Giấy chứng sinh": ["t3"]}


def test_nobody_removes_a_file_that_is_not_in_the_box() -> None:
    form, shelf, answers = family(), Shelf(), whole()

    send(form, "con", answers, SECOND | {"_do": "drop:children-0-scan:t9"}, shelf=shelf)
    send(form, "con", answers, SECOND | {"_do": "drop:name:t9"}, shelf=shelf)

    assert shelf.removed == []


def test_a_file_the_office_refuses_leaves_the_others_and_its_reason() -> None:
    class Strict(Shelf):
        def store(self, *, upload: Upload, name: str) -> FileRef:
            if (upload.name or "").endswith(".exe"):
                raise InvalidInput(reason="loại tệp này không nhận.")
            return super().store(upload=upload, name=name)

    form = family()
    reading = send(
        form, "con", whole(), SECOND, shelf=Strict(), files={"children-0-scan": ["a.exe", "b.pdf"]}
    )

    assert [problem.name for problem in reading.problems] == ["children-0-scan"]
    assert "a.exe" in reading.problems[0].sentence
    assert [ref["name"] for ref in reading.answers["children"][0]["scan"]] == ["b.pdf"]


def test_a_step_that_was_sent_leaves_other_steps_and_the_given_answers_alone() -> None:
    form, answers = family(), whole()
    before = str(answers)

    after = send(form, "con", answers, {"_do": "add:children"}).answers

    assert str(answers) == before
    assert after["name"] == answers["name"]


def test_an_old_address_is_offered_with_its_new_wards_and_taken_over() -> None:
    form = family()
    asked = send(
        form, "nguoi-khai", {}, FIRST | {"home-old": "p.1, tp my tho, tien giang", "_do": "old:home"}
    )
    assert [old.name for old in asked.found_old["home"]] == ["Phường 1, Thành phố Mỹ Tho, Tỉnh Tiền Giang"]
    target = asked.found_old["home"][0].targets[0]

    used = send(form, "nguoi-khai", asked.answers, FIRST | {"_do": f"use:home:{target.code}"}).answers

    assert used["home"]["text"] == "12 Nguyễn Huệ, Phường Mỹ Tho, Tỉnh Đồng Tháp"


def test_prefill_fills_empty_boxes_only_and_nothing_that_does_not_fit() -> None:
    form = family()
    known = {"profile.name": "Lê Thị Cúc", "profile.identity_number": "không phải số", "profile.secret": "x"}

    assert prefilled(form, {}, known) == {"name": "Lê Thị Cúc"}
    assert prefilled(form, {"name": "Tên đã khai"}, known)["name"] == "Tên đã khai"
    assert prefill_keys(form) == {"profile.name", "profile.identity_number"}


def test_the_summary_reads_back_words_not_codes() -> None:
    form, answers = family(), whole()
    rows = {
        row.label: row for step in summary(form, answers) for section in step.sections for row in section.rows
    }

    assert rows["Tình trạng"].text == "Đã kết hôn"
    assert rows["Trợ cấp mỗi tháng"].text == "1.500.000 đồng"
    assert rows["Con của hai người"].items[0][0] == "Người con 1"
    assert "05/11/2020" in str(rows["Con của hai người"].items)
