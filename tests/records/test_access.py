"""Who sees a dossier, its title, and what lies in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.services.outgoing import DraftIn, start_draft
from congso.domains.dossiers.tests.makers import Office
from congso.domains.records.enums import Access
from congso.domains.records.errors import DayWrong, PersonNotFit, ReasonNeeded
from congso.domains.records.models import Grant, WorkDossier
from congso.domains.records.papers import index_table
from congso.domains.records.queries.dossiers import (
    DossierFilter,
    dossier_list,
    dossier_page,
    dossiers_of_document,
)
from congso.domains.records.services.filing import add_paper
from congso.domains.records.services.sharing import grant, withdraw_grant
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Account
from tests.records.makers import file, make_outside, make_record, paper_in, seen_document

pytestmark = pytest.mark.django_db(transaction=True)


def sees(viewer: Actor, dossier: WorkDossier) -> bool:
    try:
        dossier_page(viewer=viewer, dossier_id=dossier.pk)
    except NotVisible:
        return False
    return True


@pytest.mark.parametrize("access", Access.values)
def test_need_decides_at_every_level(office: Office, access: str) -> None:
    dossier = make_outside(office, access=access)
    seeing = {name for name in office.accounts if sees(office.actor(name), dossier)}
    assert seeing == {"chuyenvien", "truongphong", "lanhdao", "vanthu"}


@pytest.mark.parametrize("access", [Access.INTERNAL, Access.RESTRICTED])
def test_others_of_the_agency_read_no_title_and_find_nothing_by_it(office: Office, access: str) -> None:
    make_outside(office, access=access, title="Kỷ luật cán bộ")
    other = office.actor("chuyenvien2")
    (row,), _newer, _older = dossier_list(viewer=other, wanted=DossierFilter())
    assert (row.id, row.code, row.title, row.period) == (None, "", "", "")
    for wanted in (DossierFilter(words="ky luat"), DossierFilter(retention="limited"), DossierFilter(scope="mine")):
        assert dossier_list(viewer=other, wanted=wanted)[0] == []
    assert dossier_list(viewer=office.actor("sochuyenvien"), wanted=DossierFilter())[0] == []
    assert dossier_list(viewer=office.officer, wanted=DossierFilter(words="ky luat"))[0][0].title == "Kỷ luật cán bộ"


def test_an_ordinary_title_is_known_in_the_agency_and_opens_nothing(office: Office) -> None:
    make_outside(office)
    (row,), _newer, _older = dossier_list(viewer=office.actor("chuyenvien2"), wanted=DossierFilter(words="dot xuat"))
    assert (row.id, row.title) == (None, "Hồ sơ đột xuất")


def test_leave_to_read_has_a_reason_and_an_end(office: Office) -> None:
    dossier, other = make_outside(office), office.actor("chuyenvien2")
    leave = {"dossier_id": dossier.pk, "account_id": office.accounts["chuyenvien2"]}
    with pytest.raises(ReasonNeeded):
        grant(actor=office.officer, **leave, reason="", until=clock.today())
    with pytest.raises(DayWrong):
        grant(actor=office.officer, **leave, reason="Phối hợp", until=clock.today() - timedelta(days=1))
    with pytest.raises(NotVisible):
        grant(actor=other, **leave, reason="Tự cấp", until=clock.today())
    with pytest.raises(PersonNotFit):
        grant(actor=office.officer, dossier_id=dossier.pk, account_id=office.accounts["chuyenvien"], reason="x", until=clock.today())
    made = grant(actor=office.officer, **leave, reason="Phối hợp", until=clock.today())
    assert sees(other, dossier)
    with pytest.raises(NotAllowed):
        add_paper(actor=other, dossier_id=dossier.pk, paper=paper_in())
    with clock.at(clock.now() + timedelta(days=1)):
        assert not sees(other, dossier)
    withdraw_grant(actor=office.officer, grant_id=made.pk)
    assert not sees(other, dossier)
    with pytest.raises(NotVisible):
        withdraw_grant(actor=office.officer, grant_id=made.pk)


def test_leave_to_read_a_restricted_one_is_the_heads_to_give(office: Office) -> None:
    dossier = make_outside(office, access=Access.RESTRICTED)
    leave = {"dossier_id": dossier.pk, "account_id": office.accounts["chuyenvien2"], "reason": "Phối hợp", "until": clock.today()}
    with pytest.raises(NotAllowed):
        grant(actor=office.officer, **leave)
    assert not Grant.objects.exists()
    grant(actor=office.head, **leave)
    assert sees(office.actor("chuyenvien2"), dossier)


def test_filing_shows_a_document_to_nobody_who_may_not_see_it(office: Office) -> None:
    dossier, document = make_outside(office), seen_document(office)
    file(office, dossier, document)
    draft = start_draft(actor=office.officer, draft=DraftIn(type_code="BC", subject="Báo cáo riêng"))
    file(office, dossier, draft)
    grant(actor=office.officer, dossier_id=dossier.pk, account_id=office.accounts["truongkinhte"], reason="Phối hợp", until=clock.today())
    page = dossier_page(viewer=office.actor("truongkinhte"), dossier_id=dossier.pk)
    assert [row.is_hidden for row in page.rows] == [True, True]
    shown = str([(row.number, row.day, row.about, row.author, row.line) for row in page.rows]) + str(index_table(page).rows)
    for word in (document.number_text, document.subject, document.issuer_name, "Báo cáo riêng"):
        assert word not in shown


def test_the_page_says_nothing_of_a_hidden_document(office: Office, client: Client) -> None:
    dossier, document = make_outside(office), seen_document(office)
    file(office, dossier, document)
    grant(actor=office.officer, dossier_id=dossier.pk, account_id=office.accounts["truongkinhte"], reason="Phối hợp", until=clock.today())
    client.force_login(Account.objects.get(username="truongkinhte"))
    text = client.get(f"/ho-so-cong-viec/{dossier.pk}/").content.decode()
    assert "văn bản hạn chế" in text
    for word in (document.number_text, document.subject, str(document.pk)):
        assert word not in text


def test_every_look_at_a_restricted_dossier_is_written_down(office: Office, client: Client) -> None:
    plain, restricted = make_outside(office), make_outside(office, "98.HT", access=Access.RESTRICTED)
    item = add_paper(actor=office.officer, dossier_id=restricted.pk, paper=paper_in())
    client.force_login(Account.objects.get(username="truongphong"))
    client.get(f"/ho-so-cong-viec/{plain.pk}/")
    for address in (f"{restricted.pk}/", f"{restricted.pk}/bia.pdf", f"{restricted.pk}/muc-luc.xlsx", f"tai-lieu/{item.pk}/"):
        assert client.get(f"/ho-so-cong-viec/{address}").status_code == 200
    looks = AuditEntry.objects.filter(action="records.look", outcome=Outcome.DONE, actor_id=office.accounts["truongphong"])
    assert [each.subject_id for each in looks] == [str(restricted.pk)] * 4


def test_the_dossiers_of_a_document_are_those_one_may_open(office: Office) -> None:
    document = seen_document(office)
    dossier = make_record(office)
    file(office, dossier, document)
    assert [each.pk for each in dossiers_of_document(viewer=office.officer, document_id=document.pk)] == [dossier.pk]
    assert dossiers_of_document(viewer=office.actor("chuyenvien2"), document_id=document.pk) == []


def test_list_and_page_cost_the_same_however_long(office: Office) -> None:
    def cost(call: object) -> int:
        with epoch.known(), CaptureQueriesContext(connection) as caught:
            call()  # type: ignore[operator]
        return len(caught)

    first = make_outside(office)
    add_paper(actor=office.officer, dossier_id=first.pk, paper=paper_in())
    file(office, first, seen_document(office))
    viewer = office.officer
    calls = (lambda: dossier_list(viewer=viewer, wanted=DossierFilter()), lambda: dossier_page(viewer=viewer, dossier_id=first.pk))
    for call in calls:
        call()
    before = [cost(call) for call in calls]
    for place in range(6):
        make_outside(office, f"{place}.X")
        add_paper(actor=office.officer, dossier_id=first.pk, paper=paper_in())
        file(office, first, seen_document(office, number_text=f"{place}/STP"))
    for call in calls:
        call()
    assert [cost(call) for call in calls] == before
    assert before[0] <= 2
    assert before[1] <= 9


def test_a_long_list_is_turned_by_key_without_losing_or_doubling(office: Office) -> None:
    made = [make_outside(office, f"{place:03}.X").code for place in range(45)]
    viewer, seen, after = office.officer, [], None
    for _turn in range(2):
        rows, _newer, after = dossier_list(viewer=viewer, wanted=DossierFilter(after=after))
        seen += [row.code for row in rows]
    assert seen == made[::-1]
    assert after is None
