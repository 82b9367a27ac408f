"""Heads of units sign by order or by delegation as dated rows let them, and not a day longer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import InvalidInput, NotAllowed
from congso.domains.documents.enums_outgoing import StepCode
from congso.domains.documents.errors_outgoing import AuthorityOver
from congso.domains.documents.forms.outgoing import DraftForm
from congso.domains.documents.models import Document, Outgoing, SigningAuthority
from congso.domains.documents.outgoing_process import _published, version_for
from congso.domains.documents.services.outgoing import NewSigner, change_signer, send_back, sign_outgoing
from congso.domains.documents.services.outgoing_authorities import AuthorityIn, end_authority, note_authority
from congso.domains.documents.services.outgoing_signing import prepare_paper
from congso.domains.dossiers.tests.expecting import refused
from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.serving import Running
from congso.foundation.casework.models import Case, Step
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Account
from congso.foundation.signing.facade import Owner, Signature, add_file_key, verify_pdf
from tests.outgoing.conftest import Desk
from tests.outgoing.test_annexes import content
from tests.signing.conftest import PIN, picture

pytestmark = pytest.mark.django_db(transaction=True)


def given(desk: Desk, **changes: Any) -> AuthorityIn:
    values: dict[str, Any] = {
        "unit_id": desk.office.units["phuong-kt"], "power": "TL.", "signed_for": "Chủ tịch", "position": "Trưởng phòng Kinh tế",
        "valid_from": clock.today() - timedelta(days=9),
    }  # fmt: skip
    return AuthorityIn(**(values | changes))


def note(desk: Desk, **changes: Any) -> SigningAuthority:
    return note_authority(actor=desk.office.registry, given=given(desk, **changes))


def waiting(desk: Desk, row: SigningAuthority) -> Document:
    """A letter by that authority that waits for its signer."""
    return desk.bring(desk.draft(by_authority=row.pk, signer_id=None, power="", signed_for="", position="", collective="x"), "sign")


def key_of(desk: Desk, authority: Running) -> int:
    person = desk.actor("truongkinhte")
    mine = authority.authority.issue(Subject("Đỗ Văn Tâm", "UBND phường Cao Lãnh", title="Trưởng phòng", identifier="CCCD:087190000009"), PIN)
    made = add_file_key(actor=person, owner=Owner(account_id=person.account_id), container=mine, pin=PIN, picture=picture((29, 63, 143)))
    return made.pk


def test_the_head_of_a_unit_signs_by_order_and_the_paper_bears_power_and_position_of_the_row(desk: Desk, authority: Running) -> None:
    row = note(desk)
    document = waiting(desk, row)
    case = Case.objects.select_related("step").get(pk=document.case_id)
    assert (case.step and case.step.code, case.holder_unit_id, case.holder_id) == (
        StepCode.SIGN_IN_UNIT, desk.office.units["phuong-kt"], desk.office.accounts["truongkinhte"])  # fmt: skip
    sign_outgoing(actor=desk.actor("truongkinhte"), document_ids=[document.pk], key_id=key_of(desk, authority), pin=PIN)
    desk.put_seal([document.pk])
    document.refresh_from_db()
    assert [each.signer for each in verify_pdf(content(document.file))] == ["Đỗ Văn Tâm", "UBND phường Cao Lãnh"]
    kept = Signature.objects.get(signer_name="Đỗ Văn Tâm")
    assert kept.signer_title == "TL. Chủ tịch / Trưởng phòng Kinh tế"
    assert (document.signer_power, document.signer_name, document.signer_title) == ("TL.", "Đỗ Văn Tâm", "Trưởng phòng Kinh tế")
    case.refresh_from_db()
    assert case.division_id == desk.office.units["phuong-vp"]
    SigningAuthority.objects.filter(pk=row.pk).update(position="Khác")
    assert Outgoing.objects.get(pk=document.pk).position == "Trưởng phòng Kinh tế"


def test_after_its_last_day_it_is_neither_chosen_nor_sent_on_nor_signed_by_and_takes_no_number(desk: Desk, authority: Running) -> None:
    row = note(desk)
    document, key = waiting(desk, row), key_of(desk, authority)
    end_authority(actor=desk.office.registry, authority_id=row.pk, last_day=clock.today() - timedelta(days=1))
    with refused(AuthorityOver, "TL. Chủ tịch / Trưởng phòng Kinh tế"):
        prepare_paper(actor=desk.actor("truongkinhte"), document_id=document.pk)
    with pytest.raises(AuthorityOver):
        sign_outgoing(actor=desk.actor("truongkinhte"), document_ids=[document.pk], key_id=key, pin=PIN)
    document.refresh_from_db()
    assert (document.state, document.number) == ("draft", None)
    with refused(InvalidInput, "không còn hiệu lực"):
        desk.draft(by_authority=row.pk)
    assert "by_authority" not in DraftForm(agency_id=desk.office.units["phuong"]).fields


def test_when_it_has_ended_the_office_has_somebody_else_sign_who_needs_no_such_row(desk: Desk) -> None:
    row = note(desk)
    document = waiting(desk, row)
    end_authority(actor=desk.office.registry, authority_id=row.pk, last_day=clock.today() - timedelta(days=1))
    signer = NewSigner(desk.office.accounts["lanhdao"], "Chủ tịch", collective="Ủy ban nhân dân", power="TM.")
    change_signer(actor=desk.office.registry, document_id=document.pk, seen_seq=None, signer=signer, reason="Hết thời hạn ký thừa lệnh")

    case = Case.objects.select_related("step").get(pk=document.case_id)
    assert (case.step and case.step.code, case.holder_id) == (StepCode.SIGN, desk.office.accounts["lanhdao"])
    desk.sign([document.pk])
    desk.put_seal([document.pk])
    document.refresh_from_db()
    assert [each.signer for each in verify_pdf(content(document.file))] == ["Phạm Ngọc Hạnh", "UBND phường Cao Lãnh"]
    assert (document.signer_power, document.signer_title) == ("TM.", "Chủ tịch")
    case.refresh_from_db()
    assert case.division_id == desk.office.units["phuong-vp"]


def test_sent_back_it_comes_to_its_drafter_again(desk: Desk) -> None:
    document = waiting(desk, note(desk))
    send_back(actor=desk.actor("truongkinhte"), document_id=document.pk, seen_seq=None, note="Sửa nơi nhận")
    case = Case.objects.get(pk=document.case_id)
    assert (case.holder_unit_id, case.holder_id) == (desk.office.units["phuong-vp"], desk.office.accounts["chuyenvien"])


def test_a_delegation_is_in_writing_and_limited_and_only_the_registry_notes_it(desk: Desk) -> None:
    with refused(InvalidInput, "bằng văn bản, giới hạn thời gian và nội dung"):
        note(desk, power="TUQ.", valid_to=clock.today())
    with refused(InvalidInput, "chỉ ghi thừa lệnh"):
        note(desk, power="KT.")
    with refused(NotAllowed, "."):
        note_authority(actor=desk.office.officer, given=given(desk))
    assert not SigningAuthority.objects.exists()
    whole = note(desk, power="TUQ.", valid_to=clock.today(), basis_number="12/UQ-UBND", basis_on=clock.today(), scope="Xác nhận hiện trạng đất")
    assert SigningAuthority.objects.get() == whole
    with refused(NotAllowed, "."):
        end_authority(actor=desk.actor("sovanthu"), authority_id=whole.pk, last_day=clock.today())


def test_a_named_person_signs_only_while_they_head_the_unit(desk: Desk) -> None:
    other = note(desk, account_id=desk.office.accounts["truongphong"])
    version_for("officer")
    with refused(InvalidInput, "không còn hiệu lực"):
        desk.draft(by_authority=other.pk)


def test_drafts_get_the_new_step_where_the_office_still_has_the_shipped_process(desk: Desk) -> None:
    old = version_for("officer")
    Step.objects.filter(version_id=old, code=StepCode.SIGN_BY_DEPUTY).delete()
    epoch.bump()
    assert _published("officer") == (old, True)
    new = version_for("officer")
    assert new != old
    assert Step.objects.filter(version_id=new, code=StepCode.SIGN_BY_DEPUTY).exists()
    assert version_for("officer") == new


def test_by_the_pages_noted_offered_on_the_draft_and_ended(desk: Desk, client: Client) -> None:
    client.force_login(Account.objects.get(username="vanthu"))
    address, today = "/van-ban/di/ky/tham-quyen/", clock.today()
    boxes = {"unit_id": desk.office.units["phuong-kt"], "power": "TL.", "signed_for": "Chủ tịch", "position": "Trưởng phòng Kinh tế", "valid_from": f"{today:%d/%m/%Y}"}
    assert client.post(address, {}).status_code == 422
    assert client.post(address, boxes).status_code == 302
    row = SigningAuthority.objects.get()
    assert "Đỗ Văn Tâm" in client.get(address).content.decode()
    client.force_login(Account.objects.get(username="chuyenvien"))
    page = client.get("/van-ban/di/moi/?loai=QĐ").content.decode()
    assert "TL. Chủ tịch / Trưởng phòng Kinh tế · Đỗ Văn Tâm" in page
    boxes = {"type_code": "QĐ", "subject": "Việc mới", "body": "x", "by_authority": row.pk}
    assert client.post("/van-ban/di/moi/", boxes).status_code == 302
    made = Outgoing.objects.select_related("document").get(document__subject="Việc mới")
    assert (made.signer_id, made.document.signer_power, made.position) == (desk.office.accounts["truongkinhte"], "TL.", "Trưởng phòng Kinh tế")
    client.force_login(Account.objects.get(username="vanthu"))
    assert client.post(f"{address}{row.pk}/het/", {"last_day": f"{today - timedelta(days=1):%d/%m/%Y}"}).status_code == 422
    assert client.post(f"{address}{row.pk}/het/", {"last_day": f"{today:%d/%m/%Y}"}).status_code == 302
    row.refresh_from_db()
    assert row.valid_to == today
