"""A deputy of a unit signs by order as a dated row lets; a unit without a head is routed to its officers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from congso.core import clock
from congso.core.errors import InvalidInput
from congso.domains.documents.enums_outgoing import StepCode
from congso.domains.documents.errors_outgoing import AuthorityOver
from congso.domains.documents.layout import powers
from congso.domains.documents.models import Document, Outgoing, SigningAuthority
from congso.domains.documents.queries_authorities import offered
from congso.domains.documents.services.incoming_routing import Routing, distribute, finish
from congso.domains.documents.services.outgoing import sign_outgoing
from congso.domains.documents.services.outgoing_authorities import end_authority, note_authority
from congso.domains.documents.services.outgoing_common import content_of
from congso.domains.documents.services.outgoing_signing import prepare_paper
from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.serving import Running
from congso.foundation.casework.errors import NotYourStep
from congso.foundation.casework.models import Case
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Appointment
from congso.foundation.signing.facade import Owner, Signature, add_file_key
from tests.incoming.makers import make_incoming
from tests.outgoing.conftest import Desk
from tests.outgoing.test_authorities import given
from tests.signing.conftest import PIN, picture

pytestmark = pytest.mark.django_db(transaction=True)


def deputy_row(desk: Desk, **changes: object) -> SigningAuthority:
    """Lý Ngọc Ánh, deputy of the office, signs by order in the place of its head."""
    values = {"unit_id": desk.office.units["phuong-vp"], "position": "Phó Chánh Văn phòng", "deputy_of": "Chánh Văn phòng",
              "account_id": desk.office.accounts["chuyenvien2"]}  # fmt: skip
    return note_authority(actor=desk.office.registry, given=given(desk, **(values | changes)))


def waiting(desk: Desk, row: SigningAuthority) -> Document:
    return desk.bring(desk.draft(by_authority=row.pk, signer_id=None, power="", signed_for="", position="", collective=""), "sign")


def test_a_deputy_signs_by_order_in_the_place_of_the_head(desk: Desk, authority: Running) -> None:
    row, deputy = deputy_row(desk), desk.actor("chuyenvien2")
    assert [key for key, _words in offered(desk.office.units["phuong"], clock.today())] == [row.pk]
    document = waiting(desk, row)
    case = Case.objects.get(pk=str(document.case_id))
    assert case.step is not None
    assert (case.step.code, case.holder_id) == (StepCode.SIGN_BY_DEPUTY, deputy.account_id)
    outgoing = Outgoing.objects.select_related("document").get(pk=document.pk)
    assert "\n".join(powers(content_of(outgoing))).split("\n") == ["TL. Chủ tịch", "KT. Chánh Văn phòng", "Phó Chánh Văn phòng"]
    assert outgoing.document.signer_title == "Phó Chánh Văn phòng"
    with pytest.raises(NotYourStep):
        prepare_paper(actor=desk.office.head, document_id=document.pk)
    mine = authority.authority.issue(Subject("Lý Ngọc Ánh", "UBND phường Cao Lãnh", title="Phó Chánh Văn phòng", identifier="CCCD:087190000019"), PIN)
    key = add_file_key(actor=deputy, owner=Owner(account_id=deputy.account_id), container=mine, pin=PIN, picture=picture((29, 63, 143)))
    assert len(sign_outgoing(actor=deputy, document_ids=[document.pk], key_id=key.pk, pin=PIN).done) == 1
    assert Signature.objects.get().signer_title == "TL. Chủ tịch / KT. Chánh Văn phòng / Phó Chánh Văn phòng"


def test_only_by_order_named_and_of_the_unit(desk: Desk) -> None:
    limited = {"power": "TUQ.", "valid_to": clock.today() + timedelta(days=30), "basis_number": "1/QĐ", "basis_on": clock.today(), "scope": "Giấy mời"}
    for wrong in (limited, {"account_id": None}, {"account_id": desk.office.accounts["motcua"]}, {"deputy_of": ""}):
        with pytest.raises(InvalidInput):
            deputy_row(desk, **wrong)
    assert not SigningAuthority.objects.exists()


def test_not_a_day_longer_than_the_row(desk: Desk) -> None:
    row = deputy_row(desk)
    document = waiting(desk, row)
    end_authority(actor=desk.office.registry, authority_id=row.pk, last_day=clock.today() - timedelta(days=1))
    with pytest.raises(AuthorityOver):
        prepare_paper(actor=desk.actor("chuyenvien2"), document_id=document.pk)
    document.refresh_from_db()
    assert document.number is None


def _head_leaves(desk: Desk) -> None:
    """The office has no head any more."""
    Appointment.objects.filter(account_id=desk.office.accounts["truongphong"]).update(valid_to=clock.today() - timedelta(days=1))
    epoch.bump()


def test_work_for_a_unit_without_a_head_goes_to_its_officers(desk: Desk) -> None:
    _head_leaves(desk)
    office, vp = desk.office, desk.office.units["phuong-vp"]
    main = make_incoming(office)
    distribute(actor=office.leader, document_id=main.pk, seen_seq=None, routing=Routing("Giao Văn phòng", main_unit_id=vp))
    main.refresh_from_db()
    case = Case.objects.get(pk=str(main.case_id))
    assert case.step is not None
    assert (case.step.code, case.holder_unit_id, case.holder_id) == ("xu-ly", vp, None)
    finish(actor=office.officer, case_id=case.pk, seen_seq=None, result="Đã làm")
    helped = make_incoming(office, number_text="219/STP-HCTP")
    distribute(actor=office.leader, document_id=helped.pk, seen_seq=None,
               routing=Routing("Giao Phòng Kinh tế", main_unit_id=office.units["phuong-kt"], helping=[vp], knowing=[]))  # fmt: skip
    part = Case.objects.get(kind="incoming_part")
    assert part.step is not None
    assert (part.step.code, part.holder_unit_id) == ("xu-ly", vp)
    finish(actor=office.officer, case_id=part.pk, seen_seq=None, result="Đã phối hợp")
