"""Work done for somebody else: own delegation, cover arranged by a head, and what must not be handed on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from congso.core import clock
from congso.core.errors import DomainError, NotAllowed
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.people import services
from congso.foundation.people.errors import AlreadyEnded, DelegationFaulty
from congso.foundation.people.models import Delegation, DelegationKind
from congso.foundation.people.tests.makers import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def delegate(
    people: People, actor: str, giver: str, taker: str, first: date | None = None, days: int = 3
) -> Delegation:
    first = first or clock.today()
    return services.delegate(
        actor=people.actor(actor), from_account_id=people.accounts[giver], to_account_id=people.accounts[taker],
        kind=DelegationKind.ABSENCE, starts_on=first, ends_on=first + timedelta(days=days), reason="Đi công tác",
    )  # fmt: skip


def test_the_deputy_holds_the_seat_from_the_first_day_to_the_last_and_no_longer(people: People) -> None:
    delegate(people, "truongphong", "truongphong", "khoa", first=clock.today() + timedelta(days=1), days=1)

    def may_assign(days: int) -> bool:
        with clock.at(clock.now() + timedelta(days=days)):
            return people.actor("khoa").may("cases.assign", people.units["a-vp"])

    assert [may_assign(days) for days in range(4)] == [False, True, True, False]


def test_a_head_arranges_cover_for_the_unit_and_takes_it_back(people: People) -> None:
    row = delegate(people, "truongphong", "khoa", "anh")
    assert people.accounts["khoa"] in people.actor("anh").accounts

    services.revoke(actor=people.actor("truongphong"), delegation_id=row.pk)

    assert people.accounts["khoa"] not in people.actor("anh").accounts
    assert AuditEntry.objects.filter(action="people.revoke", subject_id=str(row.pk)).exists()
    with pytest.raises(AlreadyEnded):
        services.revoke(actor=people.actor("truongphong"), delegation_id=row.pk)


def test_who_was_given_work_may_lay_it_down(people: People) -> None:
    row = delegate(people, "truongphong", "khoa", "anh")

    services.revoke(actor=people.actor("anh"), delegation_id=row.pk)

    assert people.actor("anh").accounts == {people.accounts["anh"]}


def test_what_is_held_by_delegation_is_not_handed_on(people: People) -> None:
    delegate(people, "truongphong", "truongphong", "khoa")
    delegate(people, "khoa", "khoa", "anh")

    assert people.actor("anh").accounts == {people.accounts["anh"], people.accounts["khoa"]}
    assert not people.actor("anh").may("cases.assign")


def test_the_right_to_arrange_cover_is_not_held_by_delegation(people: People) -> None:
    delegate(people, "truongphong", "truongphong", "khoa")

    with pytest.raises(NotAllowed):
        delegate(people, "khoa", "anh", "mai")

    assert Delegation.objects.count() == 1


REFUSED: list[tuple[Callable[[People], object], type[DomainError]]] = [
    (lambda p: delegate(p, "khoa", "anh", "mai"), NotAllowed),
    (lambda p: delegate(p, "truongphong", "loan", "khoa"), NotAllowed),
    (lambda p: delegate(p, "khoa", "khoa", "khoa"), DelegationFaulty),
    (lambda p: delegate(p, "khoa", "khoa", "anh", first=clock.today() - timedelta(days=1)), DelegationFaulty),
    (lambda p: delegate(p, "khoa", "khoa", "anh", days=-1), DelegationFaulty),
    (lambda p: delegate(p, "khoa", "khoa", "anh", days=500), DelegationFaulty),
]


@pytest.mark.parametrize(("attempt", "error"), REFUSED)
def test_what_is_refused_gives_nobody_anything(
    people: People, attempt: Callable[[People], object], error: type[DomainError]
) -> None:
    with pytest.raises(error):
        attempt(people)

    assert not Delegation.objects.exists()
    assert AuditEntry.objects.get(outcome=Outcome.REFUSED).details["error"] == error.code


def test_the_same_deputy_is_not_named_twice_for_the_same_days(people: People) -> None:
    delegate(people, "khoa", "khoa", "anh")

    with pytest.raises(DelegationFaulty, match="đã được ủy quyền"):
        delegate(people, "khoa", "khoa", "anh", first=clock.today() + timedelta(days=2))


def test_nobody_takes_back_what_is_not_theirs(people: People) -> None:
    row = delegate(people, "truongphong", "truongphong", "khoa")

    with pytest.raises(NotAllowed):
        services.revoke(actor=people.actor("loan"), delegation_id=row.pk)

    assert Delegation.objects.get(pk=row.pk).revoked_at is None
