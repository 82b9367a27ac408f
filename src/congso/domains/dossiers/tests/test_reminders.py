"""Every working day, once: what is due soon, what is overdue, to whom it concerns."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from congso.core import clock
from congso.core.actors import system_actor
from congso.domains.dossiers.services import assign_dossier
from congso.domains.dossiers.tests.makers import Office, bring_to, make_applicant, make_dossier, make_office
from congso.foundation.casework.models import ReminderSchedule
from congso.foundation.casework.reminding import remind_people, set_reminders
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.models import Notice
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Account, Delegation, DelegationKind

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("tests")
MONDAY = date(2026, 11, 2)


@pytest.fixture
def office() -> Office:
    return make_office()


def at(day: date, hour: int, minute: int = 0) -> Any:
    return clock.at(datetime.combine(day, time(hour, minute), tzinfo=clock.VIETNAM))


def held_dossier(office: Office) -> Any:
    """A dossier received on Monday, due the Monday after, in the officer's hands."""
    with at(MONDAY, 9):
        return bring_to(office, make_dossier(office, applicant=make_applicant(email="")), "work")


def remind(day: date, hour: int = 8, minute: int = 0) -> dict[str, str]:
    """Who was told what at that time."""
    with at(day, hour, minute):
        epoch.forget_all()
        before = Notice.objects.order_by("-id").values_list("id", flat=True).first() or 0
        remind_people(actor=SYSTEM)
        rows = Notice.objects.filter(pk__gt=before).select_related("account")
        return {row.account.username: row.text for row in rows}


def test_the_holder_is_told_two_working_days_before_and_not_earlier(office: Office) -> None:
    dossier = held_dossier(office)

    assert remind(MONDAY + timedelta(days=2)) == {}
    told = remind(MONDAY + timedelta(days=3))  # Thursday: Friday, Monday
    assert set(told) == {"chuyenvien"}
    assert "Sắp đến hạn (1)" in told["chuyenvien"]
    assert dossier.code in told["chuyenvien"]


def test_nobody_is_told_twice_on_one_day_and_again_on_the_next(office: Office) -> None:
    held_dossier(office)
    thursday = MONDAY + timedelta(days=3)

    assert len(remind(thursday, 8)) == 1
    assert remind(thursday, 8, 30) == {}
    assert len(remind(thursday + timedelta(days=1), 8)) == 1
    run_pending_jobs()
    assert [letter.to for letter in mail.outbox] == [["chuyenvien@dongthap.example"]] * 2


def test_not_before_the_time_and_not_on_days_off(office: Office) -> None:
    held_dossier(office)

    assert remind(MONDAY + timedelta(days=3), 7, 29) == {}
    assert remind(MONDAY + timedelta(days=5)) == {}  # Saturday
    assert remind(MONDAY + timedelta(days=6)) == {}  # Sunday
    assert remind(date(2027, 1, 1)) == {}  # New Year


def test_heads_hear_of_what_is_overdue_in_their_unit(office: Office) -> None:
    dossier = held_dossier(office)
    told = remind(MONDAY + timedelta(days=9))

    assert "Quá hạn (1)" in told["chuyenvien"]
    assert "Quá hạn trong đơn vị (1)" in told["truongphong"]
    assert dossier.code in told["truongphong"]
    assert set(told) == {"chuyenvien", "truongphong"}


def test_what_nobody_holds_goes_to_all_with_the_role(office: Office) -> None:
    dossier = held_dossier(office)
    with at(MONDAY, 10):
        assign_dossier(
            actor=office.head, dossier_id=dossier.pk, seen_seq=None, holder_id=None, reason="Để cả phòng nhận"
        )

    assert set(remind(MONDAY + timedelta(days=3))) == {"chuyenvien", "chuyenvien2"}


def test_the_stand_in_is_told_too(office: Office) -> None:
    held_dossier(office)
    thursday = MONDAY + timedelta(days=3)
    Delegation.objects.create(
        from_account_id=office.accounts["chuyenvien"], to_account_id=office.accounts["chuyenvien2"],
        kind=DelegationKind.ABSENCE, starts_on=thursday, ends_on=thursday, reason="Nghỉ phép",
    )  # fmt: skip

    assert set(remind(thursday)) == {"chuyenvien", "chuyenvien2"}
    assert set(remind(thursday + timedelta(days=1))) == {"chuyenvien"}


def test_a_unit_sets_its_own_time_and_goes_without_letters(office: Office) -> None:
    held_dossier(office)
    set_reminders(
        actor=office.head, unit_id=office.units["phuong-vp"], at=time(13, 30), days_before=3, by_email=False
    )

    assert remind(MONDAY + timedelta(days=2), 13, 0) == {}
    assert set(remind(MONDAY + timedelta(days=2), 13, 30)) == {"chuyenvien"}
    run_pending_jobs()
    assert mail.outbox == []


def test_the_pass_over_all_cases_asks_few_questions_whatever_their_number(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    for _number in range(12):
        held_dossier(office)
    with at(MONDAY + timedelta(days=9), 8), epoch.known():
        remind_people(actor=SYSTEM)  # memory of units and holders is filled
    tuesday = MONDAY + timedelta(days=10)

    with at(tuesday, 8), epoch.known(), django_assert_max_num_queries(22):
        assert remind_people(actor=SYSTEM) == 2


def test_the_screen_is_for_who_may_and_only_for_their_units(office: Office, client: Client) -> None:
    client.force_login(Account.objects.get(username="truongphong"))
    mine, other = office.units["phuong-vp"], office.units["so"]
    page = client.get("/nhac-viec/").content.decode()
    assert "Văn phòng HĐND và UBND" in page
    assert "Sở Tư pháp" not in page
    assert client.get(f"/nhac-viec/{other}/").status_code == 403

    client.post(f"/nhac-viec/{mine}/", {"at": "06:45", "days_before": "1"})

    row = ReminderSchedule.objects.get()
    assert (row.unit_id, row.at, row.days_before, row.by_email) == (mine, time(6, 45), 1, False)
    client.force_login(Account.objects.get(username="chuyenvien"))
    assert client.get("/nhac-viec/").status_code == 403
