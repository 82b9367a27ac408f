"""A commune's result changed by a document of the province above it, issued in the same system."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.core.actors import system_actor
from congso.core.errors import NotVisible
from congso.domains.documents.models import Delivery, Document, Relation
from congso.domains.documents.queries_issued import changes_by
from congso.domains.documents.services.incoming_registering import register_waiting
from congso.domains.documents.services.outgoing import issue_document, recall_document, send_further
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.models import DossierResult, ResultPaper
from congso.domains.dossiers.queries.own_page import own_page, own_result
from congso.domains.dossiers.queries.verifying import verified_result
from congso.domains.dossiers.subscribers import change_results
from congso.domains.dossiers.tests.expecting import fresh
from congso.domains.dossiers.tests.makers import START, make_citizen
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.models import Message, Notice
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.models import Account
from tests.exchange.conftest import make_sealed
from tests.outgoing.conftest import Desk
from tests.outgoing.test_dossier_results import _at_officer, _drafted, _issue
from tests.outgoing.test_result_changes import _returned

pytestmark = pytest.mark.django_db(transaction=True)
PROVINCE = "Ủy ban nhân dân tỉnh Đồng Tháp"


def add_people(desk: Desk, unit: str, *roles: str) -> None:
    """People of another agency of the small province, named by their role and unit: ``registry-tinh``."""
    officials = [
        OfficialSpec(f"{role}-{unit}", f"Võ Văn {role.title()}", desk.office.units[unit], role, role, START, f"{role}@dongthap.example")
        for role in roles
    ]
    desk.office.accounts.update(load_officials(actor=system_actor("tests"), officials=officials, password_hash="!"))


def send_to(desk: Desk, document: Document, unit: str, registry: str) -> Document:
    """Another agency gets the commune's document and registers its copy."""
    send_further(actor=desk.office.registry, document_id=document.pk, unit_ids=[desk.office.units[unit]])
    run_pending_jobs()
    copy = Document.objects.get(direction="in", agency_id=desk.office.units[unit])
    return register_waiting(actor=desk.actor(registry), document_id=copy.pk)


def decide(desk: Desk, registry: str, kind: str, about: Document) -> Document:
    """Another agency issues a document about a copy that it has, to whomever it must go."""
    actor = desk.actor(registry)
    made = make_sealed(desk.office, f"Về việc {kind} quyết định của phường", (kind, about.pk), drafter=actor)
    issue_document(actor=actor, document_id=made.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])
    run_pending_jobs()
    made.refresh_from_db()
    return made


def from_above(desk: Desk, kind: str, document: Document) -> Document:
    """The province decides about a document of the commune."""
    add_people(desk, "tinh", "registry", "head", "leader")
    return decide(desk, "registry-tinh", kind, send_to(desk, document, "tinh", "registry-tinh"))


def test_a_result_replaced_by_the_province_is_shown_with_who_did_it(desk: Desk, client: Client) -> None:
    dossier, document = _returned(desk)
    old = str(DossierResult.objects.get().verify_token)
    new = from_above(desk, "replaces", document)

    result, kept = DossierResult.objects.get(), ResultPaper.objects.get()
    assert (result.document_id, result.number, result.issuer_name) == (new.pk, new.number_text, PROVINCE)
    assert (kept.number, kept.issuer_name, kept.other_agency) == ("01/QĐ-UBND", "", PROVINCE)
    said = verified_result(token=old)
    assert (said.agency, said.other_number) == ("Ủy ban nhân dân phường Cao Lãnh", f"{new.number_text} của {PROVINCE}")
    assert verified_result(token=str(result.verify_token)).agency == PROVINCE
    letter = Message.objects.get(wording="dossier-result_replaced")
    assert f"đã được {PROVINCE} thay thế bằng văn bản mới" in letter.body
    public = Client().get(f"/tra-cuu/{dossier.public_token}/").content.decode()
    assert "Kết quả được thay thế bằng văn bản mới</strong>" in public
    assert PROVINCE in public
    assert own_result(viewer=make_citizen(), dossier_id=dossier.pk).number == new.number_text
    client.force_login(Account.objects.get(username="chuyenvien"))
    assert f"bởi {new.number_text} của {PROVINCE}" in client.get(f"/ho-so/{dossier.pk}/").content.decode()


def test_the_agency_below_gets_the_document_and_its_registry_hears_what_is_left_to_do(desk: Desk, client: Client) -> None:
    _dossier, document = _returned(desk)
    new = from_above(desk, "recalls", document)
    ward = desk.office.units["phuong"]
    assert set(Delivery.objects.filter(document=new).values_list("unit_id", flat=True)) == {desk.office.units["xa"], ward}
    arrival = Document.objects.get(direction="in", agency_id=ward)
    assert Relation.objects.filter(source=arrival, kind="recalls", target=document).exists()
    notice = Notice.objects.get(account_id=desk.office.accounts["vanthu"], kind="document-from-above")
    assert notice.title == f"{PROVINCE} thu hồi văn bản 01/QĐ-UBND"
    document.refresh_from_db()
    assert document.state == "issued"
    client.force_login(Account.objects.get(username="vanthu"))
    assert "Được thu hồi bởi" in client.get(f"/van-ban/di/{document.pk}/").content.decode()
    recall_document(actor=desk.office.registry, document_id=document.pk, reason="Cấp trên hủy bỏ")
    run_pending_jobs()
    assert Delivery.objects.get(document=document, unit_id=desk.office.units["tinh"]).state == "recall"
    assert ResultPaper.objects.count() == 1


def test_a_result_annulled_by_the_province_before_it_is_handed_out_goes_back_to_its_officer(desk: Desk) -> None:
    dossier = _at_officer(desk)
    document = _drafted(desk, dossier)
    _issue(desk, document)
    new = from_above(desk, "recalls", document)
    back, kept = fresh(dossier), ResultPaper.objects.get()
    assert (back.status, back.case.holder_id) == (NationalStatus.PROCESSING, desk.office.accounts["chuyenvien"])
    assert (kept.standing, kept.ended_by, kept.reason) == ("recalled", f"{new.number_text} của {PROVINCE}", f"hủy bỏ theo văn bản {new.number_text}")
    with pytest.raises(NotVisible):
        own_result(viewer=make_citizen(), dossier_id=dossier.pk)


def test_amended_by_the_province_both_lie_together(desk: Desk) -> None:
    dossier, document = _returned(desk)
    new = from_above(desk, "amends", document)
    page = own_page(viewer=make_citizen(), dossier_id=dossier.pk)
    assert [each.issued_as for each in page.corrections] == [f"{new.number_text} của {PROVINCE}"]
    assert own_result(viewer=make_citizen(), dossier_id=dossier.pk).number == "01/QĐ-UBND"


def test_told_twice_and_at_once_it_is_done_once(desk: Desk) -> None:
    dossier, document = _returned(desk)
    new = from_above(desk, "replaces", document)
    seq = fresh(dossier).case.seq
    both(lambda: change_results(new.pk), lambda: change_results(new.pk))
    assert (ResultPaper.objects.count(), fresh(dossier).case.seq) == (1, seq)
    assert Notice.objects.filter(kind="document-from-above").count() == 1


def test_an_agency_that_is_not_above_changes_nothing(desk: Desk) -> None:
    dossier, document = _returned(desk)
    seq = fresh(dossier).case.seq
    add_people(desk, "so-vp", "head")
    other = decide(desk, "sovanthu", "recalls", send_to(desk, document, "so", "sovanthu"))
    assert changes_by(other.pk) == []
    assert (ResultPaper.objects.count(), fresh(dossier).case.seq) == (0, seq)
    assert not Notice.objects.filter(kind="document-from-above").exists()
    document.refresh_from_db()
    assert document.state == "issued"


def test_who_issues_above_sees_whose_document_it_changes(desk: Desk, client: Client) -> None:
    _dossier, document = _returned(desk)
    add_people(desk, "tinh", "registry", "head", "leader")
    copy = send_to(desk, document, "tinh", "registry-tinh")
    client.force_login(Account.objects.get(username="registry-tinh"))
    page = client.get(f"/van-ban/den/{copy.pk}/").content.decode()
    assert f"?quan-he=recalls&amp;van-ban={copy.pk}" in page
    made = make_sealed(desk.office, "Hủy bỏ", ("recalls", copy.pk), drafter=desk.actor("registry-tinh"))
    shown = client.get(f"/van-ban/di/{made.pk}/phat-hanh/").content.decode()
    assert "Văn bản này thu hồi văn bản 01/QĐ-UBND của Ủy ban nhân dân phường Cao Lãnh." in shown
    client.force_login(Account.objects.get(username="vanthu"))
    own = Document.objects.filter(direction="in", agency_id=desk.office.units["phuong"])
    assert not own.exists()
