"""A document that recalls, replaces or corrects another reaches all who have that one, and only them (NĐ 30/2020, Điều 18)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.test import Client

from congso.core.actors import system_actor
from congso.core.errors import Conflict, NotAllowed
from congso.domains.documents.enums_outgoing import DeliveryState
from congso.domains.documents.models import Delivery, Document, Outgoing, Relation
from congso.domains.documents.queries_ending import named_by
from congso.domains.documents.services.outgoing import (
    Outside,
    answer_delivery,
    issue_document,
    note_paper_sent,
    recall_document,
    start_draft,
)
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.foundation.audit.models import AuditEntry
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.models import Message, Notice
from congso.foundation.people.models import Account
from tests.outgoing.conftest import Desk, draft_in

pytestmark = pytest.mark.django_db(transaction=True)

MAIL, PAPER, WAITING = Outside("Công ty Sen Hồng", "", "sen@example.vn"), Outside("Ông Nguyễn Văn Giấy"), Outside("Bà Trần Thị Chờ")
DEPARTMENT, COMMUNE = "Sở Tư pháp", "Ủy ban nhân dân xã Tháp Mười"


def _issue(desk: Desk, document: Document, units: Sequence[str] = (), outside: Sequence[Outside] = ()) -> Document:
    ids = [desk.office.units[each] for each in units]
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=ids, outside=outside)
    run_pending_jobs()
    document.refresh_from_db()
    return document


def _first(desk: Desk) -> Document:
    """Issued to two agencies inside (the commune sends it back), by mail, on paper, and to one whose paper does not leave."""
    document = _issue(desk, desk.bring(desk.draft(), "issue"), ["so", "xa"], [MAIL, PAPER, WAITING])
    note_paper_sent(actor=desk.office.registry, delivery_id=Delivery.objects.get(name=PAPER.name).pk)
    answer_delivery(actor=system_actor("tests"), document_id=document.pk, unit_id=desk.office.units["xa"],
                    state=DeliveryState.REFUSED, reason="Gửi nhầm")  # fmt: skip
    Notice.objects.all().delete()
    return document


def _about(desk: Desk, kind: str, target: Document) -> Document:
    draft = draft_in(desk, subject=f"Về việc {kind} văn bản")
    return desk.bring(start_draft(actor=desk.office.officer, draft=draft, relation=(kind, target.pk)), "issue")


def _sheet(document: Document) -> dict[str, str]:
    return dict(Delivery.objects.filter(document=document).values_list("name", "state"))


def _notices(desk: Desk, who: str, kind: str) -> int:
    return Notice.objects.filter(account_id=desk.office.accounts[who], kind=kind).count()


def test_issuing_a_document_of_recall_recalls_from_all_who_have_the_old_one(desk: Desk) -> None:
    old = _first(desk)
    new = _issue(desk, _about(desk, "recalls", old))

    old.refresh_from_db()
    assert (old.state, new.state) == ("recalled", "issued")
    reason = Outgoing.objects.get(pk=old.pk).recall_reason
    assert reason == f"Thu hồi theo văn bản số 02/QĐ-UBND ngày {new.issued_on:%d/%m/%Y}: Về việc recalls văn bản"
    assert _sheet(old) == {DEPARTMENT: "recall", COMMUNE: "refused", MAIL.name: "recall", PAPER.name: "recall", WAITING.name: "stopped"}
    assert _sheet(new) == {DEPARTMENT: "sent", MAIL.name: "sent", PAPER.name: "waiting"}
    assert _notices(desk, "sovanthu", "document-recalled") == 1
    assert sorted(Message.objects.values_list("wording", "to_address")) == [
        ("document-issued", MAIL.email), ("document-issued", MAIL.email), ("document-recalled", MAIL.email)]  # fmt: skip
    assert Document.objects.filter(direction="in", agency_id=desk.office.units["so"]).count() == 2


def test_a_receiver_chosen_besides_is_not_told_of_what_it_never_had(desk: Desk) -> None:
    old = _issue(desk, desk.bring(desk.draft(), "issue"), ["so"])
    new = _issue(desk, _about(desk, "recalls", old), ["xa", "so"], [MAIL])
    assert _sheet(new) == {DEPARTMENT: "sent", COMMUNE: "sent", MAIL.name: "sent"}
    assert _sheet(old) == {DEPARTMENT: "recall"}
    assert not Message.objects.filter(wording="document-recalled").exists()


def test_a_document_that_replaces_goes_to_all_who_have_the_old_one_and_ends_it(desk: Desk) -> None:
    old = _first(desk)
    new = _issue(desk, _about(desk, "replaces", old), [], [Outside("Cty Sen Hồng", "", MAIL.email.upper())])
    old.refresh_from_db()
    assert old.state == "replaced"
    assert _sheet(old) == {DEPARTMENT: "replace", COMMUNE: "refused", MAIL.name: "sent", PAPER.name: "handed", WAITING.name: "stopped"}
    assert _sheet(new) == {DEPARTMENT: "sent", "Cty Sen Hồng": "sent", PAPER.name: "waiting"}
    notice = Notice.objects.get(account_id=desk.office.accounts["sovanthu"], kind="document-replaced")
    assert notice.title == "Văn bản 01/QĐ-UBND của Ủy ban nhân dân phường Cao Lãnh được thay thế bởi 02/QĐ-UBND"


def test_a_correction_goes_along_and_ends_nothing(desk: Desk) -> None:
    old = _first(desk)
    new = _issue(desk, _about(desk, "corrects", old))
    old.refresh_from_db()
    assert (old.state, _sheet(old)[WAITING.name]) == ("issued", "waiting")
    assert set(_sheet(new)) == {DEPARTMENT, MAIL.name, PAPER.name}


def test_another_agencys_document_is_not_moved(desk: Desk) -> None:
    old = _first(desk)
    new = _about(desk, "based_on", old)
    Relation.objects.filter(source=new).update(kind="recalls")
    Document.objects.filter(pk=old.pk).update(agency_id=desk.office.units["so"])
    assert named_by(new) == []
    before = _sheet(old)
    _issue(desk, new, ["xa"])
    old.refresh_from_db()
    assert (old.state, _sheet(old)) == ("issued", before)
    assert _sheet(new) == {COMMUNE: "sent"}
    assert not Notice.objects.filter(kind="document-recalled").exists()


def test_refused_nothing_moves_and_the_refusal_is_logged(desk: Desk) -> None:
    old = _first(desk)
    new, before = _about(desk, "recalls", old), _sheet(old)
    with pytest.raises(NotAllowed):
        issue_document(actor=desk.office.officer, document_id=new.pk, seen_seq=None)
    Outgoing.objects.filter(pk=new.pk).update(sealed_at=None)
    with pytest.raises(Conflict):
        issue_document(actor=desk.office.registry, document_id=new.pk, seen_seq=None)
    run_pending_jobs()
    old.refresh_from_db()
    assert (old.state, _sheet(old), _sheet(new)) == ("issued", before, {})
    assert AuditEntry.objects.filter(action="documents.issue", outcome="refused").count() == 2


def test_twice_and_two_at_once_recall_once(desk: Desk) -> None:
    old = _first(desk)
    first, second = _about(desk, "recalls", old), _about(desk, "recalls", old)
    registry = desk.office.registry

    def press(document: Document) -> Document:
        return issue_document(actor=registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["so"]])

    both(lambda: press(first), lambda: press(second))
    run_pending_jobs()
    with pytest.raises(Conflict):
        press(first)
    with pytest.raises(Conflict):
        recall_document(actor=registry, document_id=old.pk, reason="Lần nữa")
    run_pending_jobs()
    assert Document.objects.filter(pk__in=[first.pk, second.pk], state="issued").count() == 2
    assert "02/QĐ-UBND" in Outgoing.objects.get(pk=old.pk).recall_reason or "03/QĐ-UBND" in Outgoing.objects.get(pk=old.pk).recall_reason
    assert _notices(desk, "sovanthu", "document-recalled") == 1
    assert Message.objects.filter(wording="document-recalled").count() == 1


def test_who_issues_sees_before_who_will_be_told(desk: Desk, client: Client) -> None:
    old = _first(desk)
    new = _about(desk, "recalls", old)
    client.force_login(Account.objects.get(username="vanthu"))
    page = client.get(f"/van-ban/di/{new.pk}/phat-hanh/")
    shown = page.content.decode()
    assert "Văn bản này thu hồi văn bản 01/QĐ-UBND" in shown
    (named,) = page.context["named"]
    assert [row.name for row in named.have_it] == [DEPARTMENT, MAIL.name, PAPER.name]
    assert f"Phiếu gửi chưa ghi đã gửi, nay thôi không gửi nữa: {WAITING.name}." in shown
    sent = client.post(f"/van-ban/di/{new.pk}/phat-hanh/", {"outside": "", "copies": "1", "seq": ""})
    assert sent.status_code == 302
    old.refresh_from_db()
    assert old.state == "recalled"
    assert "Được thu hồi bởi" in client.get(f"/van-ban/di/{old.pk}/").content.decode()
