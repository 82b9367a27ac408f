"""What came in is answered by what goes out, and both sides know."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.core.errors import NotVisible
from congso.domains.documents.enums import State
from congso.domains.documents.models import Delivery, Document, Outgoing, Relation
from congso.domains.documents.services.incoming_registering import send_back
from congso.domains.documents.services.outgoing import issue_document, start_draft
from congso.foundation.casework.models import Case
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.people.models import Account
from tests.incoming.makers import make_given
from tests.outgoing.conftest import Desk, draft_in

pytestmark = pytest.mark.django_db(transaction=True)


def _issue(desk: Desk, document: Document, *units: str) -> None:
    ids = [desk.office.units[each] for each in units]
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=ids)
    run_pending_jobs()


def test_the_answer_closes_the_letter_it_answers_when_it_is_issued(desk: Desk, client: Client) -> None:
    letter = make_given(desk.office)
    answer = start_draft(actor=desk.office.officer, draft=draft_in(desk), relation=("answers", letter.pk))
    letter.refresh_from_db()
    assert letter.state == State.IN_WORK
    _issue(desk, desk.bring(answer, "issue"), "so")
    letter.refresh_from_db()
    assert letter.state == State.DONE
    assert letter.referred_by.get().source_id == answer.pk
    answer.refresh_from_db()
    client.force_login(Account.objects.get(username="vanthu"))
    page = client.get(f"/van-ban/den/{letter.pk}/").content.decode()
    assert f'<a href="/van-ban/di/{answer.pk}/">{answer.number_text}</a>' in page


def test_nobody_answers_a_letter_that_they_may_not_know_of(desk: Desk) -> None:
    letter = make_given(desk.office)
    stranger = desk.actor("sochuyenvien")
    with pytest.raises(NotVisible):
        start_draft(actor=stranger, draft=draft_in(desk), relation=("answers", letter.pk))
    assert not Document.objects.filter(direction="out").exists()


def test_the_delivery_sheet_says_who_sent_it_back_and_why(desk: Desk) -> None:
    document = desk.bring(desk.draft(), "issue")
    _issue(desk, document, "so")
    waiting = Document.objects.get(direction="in")
    send_back(actor=desk.actor("sovanthu"), document_id=waiting.pk, reason="Gửi nhầm nơi nhận")
    run_pending_jobs()
    line = Delivery.objects.get(document=document)
    assert (line.state, line.reason) == ("refused", "Gửi nhầm nơi nhận")



def test_a_page_names_no_related_document_that_its_reader_may_not_see(desk: Desk, client: Client) -> None:
    shown, hidden = desk.draft(subject="Về việc công khai"), desk.draft(subject="Về việc chưa cho ai xem")
    Relation.objects.create(source=shown, target=hidden, kind="based_on")
    Outgoing.objects.filter(pk=hidden.pk).update(drafter_id=desk.office.accounts["lanhdao"], unit_id=desk.office.units["so"])
    Case.objects.filter(pk=hidden.case_id).update(holder_unit_id=desk.office.units["so"], holder_id=None, agency_id=desk.office.units["so"], division_id=None)
    Document.objects.filter(pk=hidden.pk).update(agency_id=desk.office.units["so"])
    client.force_login(Account.objects.get(username="chuyenvien"))

    page = client.get(f"/van-ban/di/{shown.pk}/").content.decode()

    assert "Về việc công khai" in page
    assert "Về việc chưa cho ai xem" not in page
