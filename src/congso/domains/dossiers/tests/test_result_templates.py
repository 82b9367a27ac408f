"""The words with which results begin are dated rows: kept by the province, more special before more general."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.domains.dossiers.errors import UnknownWord
from congso.domains.dossiers.models import ResultTemplate
from congso.domains.dossiers.services.result_templates import (
    TemplateIn,
    draft_from,
    set_result_template,
    template_for,
)
from congso.domains.dossiers.tests.expecting import refused
from congso.domains.dossiers.tests.makers import Office, make_dossier
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.foundation.people.models import Account


def _set(office: Office, subject: str, *, days: int = 0, **changes: object) -> ResultTemplate:
    template = TemplateIn(subject=subject, body="Điều 1. Cấp cho {ho_ten}.", type_code="QĐ", **changes)  # type: ignore[arg-type]
    return set_result_template(actor=office.actor("quantri"), template=template, valid_from=clock.today() + timedelta(days=days))


def test_the_procedures_own_words_go_before_the_general_ones_and_the_agencys_before_the_provinces(office: Office) -> None:
    dossier, today = make_dossier(office), clock.today()
    code, agency = dossier.procedure_code, dossier.agency_id
    assert template_for(dossier, "result", today).type_code == "QĐ"
    for subject, changes in (("chung", {}), ("của cơ quan", {"agency_id": agency}), ("của thủ tục", {"procedure_code": code}),
                             ("của cả hai", {"procedure_code": code, "agency_id": agency})):  # fmt: skip
        _set(office, subject, **changes)
        assert template_for(dossier, "result", today).subject == subject
    _set(office, "của cơ quan khác", procedure_code=code, agency_id=office.units["so"])
    _set(office, "ngày mai", days=1, procedure_code=code, agency_id=agency)
    assert template_for(dossier, "result", today).subject == "của cả hai"
    assert template_for(dossier, "result", today + timedelta(days=1)).subject == "ngày mai"
    assert template_for(dossier, "refusal", today).type_code == ""


def test_braces_are_filled_from_the_dossier_and_nothing_else_is_touched(office: Office) -> None:
    dossier = make_dossier(office)
    template = TemplateIn(subject="cấp cho {ho_ten}", body="Hồ sơ {ma_ho_so}: {thu_tuc} {{ho_ten}}", recipients="Ông/Bà {ho_ten}\nLưu: VT")
    draft = draft_from(template, dossier)
    assert draft.subject == "cấp cho Trần Thị Ngọc Ẩn"
    assert draft.body == f"Hồ sơ {dossier.code}: Thủ tục đăng ký lại khai sinh {{Trần Thị Ngọc Ẩn}}"
    assert draft.recipients == ["Ông/Bà Trần Thị Ngọc Ẩn", "Lưu: VT"]


def test_a_field_that_no_dossier_has_is_refused(office: Office) -> None:
    with refused(UnknownWord, "so_nha"):
        _set(office, "cấp {so_nha}")
    assert not ResultTemplate.objects.exists()


def test_only_the_province_sets_them(office: Office) -> None:
    with refused(NotAllowed):
        set_result_template(actor=office.leader, template=TemplateIn(subject="x", body="y"), valid_from=clock.today())
    assert not ResultTemplate.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_set_one_day_at_once_leave_one_row(office: Office) -> None:
    found = both(lambda: _set(office, "a"), lambda: _set(office, "b"))
    assert all(isinstance(each, ResultTemplate) for each in found)
    assert ResultTemplate.objects.get().subject in {"a", "b"}


def test_the_screen_keeps_what_was_typed_and_says_what_is_wrong(office: Office, client: Client) -> None:
    client.force_login(Account.objects.get(username="quantri"))
    typed = {"subject": "Cấp {ho_ten}", "body": "Điều 1. {sai}", "proposal": "result", "type_code": "QĐ", "valid_from": f"{clock.today():%d/%m/%Y}"}
    answer = client.post("/ho-so/mau-ket-qua/moi/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Không có trường {sai}" in page
    assert "Điều 1. {sai}" in page
    assert client.post("/ho-so/mau-ket-qua/moi/", typed | {"body": "Điều 1. {ho_ten}"}).status_code == 302
    row = ResultTemplate.objects.get()
    assert "Cấp {ho_ten}" in client.get("/ho-so/mau-ket-qua/").content.decode()
    assert "Điều 1. {ho_ten}" in client.get(f"/ho-so/mau-ket-qua/moi/?tu={row.pk}").content.decode()
    assert client.get("/ho-so/mau-ket-qua/moi/?tu=999").status_code == 404
