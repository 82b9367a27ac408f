"""Accounts, seats and rights change by services, each change on its day and in the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from congso.core import clock
from congso.core.errors import DomainError, NotAllowed
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.people import errors, services
from congso.foundation.people.models import Account, Appointment, Role, RoleRight
from congso.foundation.people.pages import people_page
from congso.foundation.people.tests.makers import People, make_people

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def people() -> People:
    return make_people()


def role_id(code: str) -> int:
    return Role.objects.get(code=code).pk


def test_a_new_account_has_a_password_that_must_be_changed_and_is_not_in_the_log(people: People) -> None:
    account, password = services.create_account(
        actor=people.actor("long"), username="Hoa.Nt", full_name="Nguyễn Thị  Hoa"
    )

    stored = Account.objects.get(username="hoa.nt")
    assert stored.check_password(password)
    assert (stored.full_name, stored.must_change_password) == ("Nguyễn Thị Hoa", True)
    assert password not in str(AuditEntry.objects.get(action="people.create_account").details)
    assert not people.actor("long").may("nothing")
    assert account.pk == stored.pk


def test_appointed_today_may_today_and_no_more_after_the_end(people: People) -> None:
    admin, today = people.actor("long"), clock.today()
    row = services.appoint(actor=admin, account_id=people.accounts["khoa"], unit_id=people.units["b-vp"], role="head",
                           title="Phó Chánh Văn phòng", valid_from=today, is_main=False)  # fmt: skip

    assert people.actor("khoa").may("cases.assign", people.units["b-vp"])
    assert people.actor("khoa").main_seat is not None
    assert people.actor("khoa").main_seat.unit_id == people.units["a-vp"]  # type: ignore[union-attr]

    services.end_appointment(actor=admin, appointment_id=row.pk, valid_to=today + WEEK, reason="Hết nhiệm vụ")

    assert people.actor("khoa").may("cases.assign", people.units["b-vp"])
    with clock.at(clock.now() + WEEK):
        assert not people.actor("khoa").may("cases.assign", people.units["b-vp"])


def test_a_vacant_seat_is_taken_before_another_is_opened(people: People) -> None:
    admin, today = people.actor("long"), clock.today()
    left = Appointment.objects.get(account_id=people.accounts["anh"])
    services.end_appointment(actor=admin, appointment_id=left.pk, valid_to=today, reason="Chuyển công tác")

    row = services.appoint(actor=admin, account_id=people.accounts["loan"], unit_id=people.units["a-vp"], role="officer",
                           title="Chuyên viên", valid_from=today)  # fmt: skip

    assert row.position_id == left.position_id
    with pytest.raises(errors.PositionOccupied, match="Tạ Hồng Loan"):
        services.close_position(actor=admin, position_id=left.position_id, valid_to=today + WEEK)


def test_a_locked_account_is_out_at_once_and_comes_back(people: People) -> None:
    admin, khoa = people.actor("long"), people.accounts["khoa"]

    services.deactivate(actor=admin, account_id=khoa, reason="Nghỉ hưu")
    assert people.actor("khoa").seats == ()

    services.reactivate(actor=admin, account_id=khoa)
    assert people.actor("khoa").may("cases.see", people.units["a-vp"])


def test_rights_of_a_role_reach_its_people_at_once_and_the_change_is_recorded(people: People) -> None:
    services.set_rights(actor=people.actor("long"), role_id=role_id("officer"), name="Chuyên viên",
                        rights={"cases.see": "agency", "reports.see": "unit"})  # fmt: skip

    assert people.actor("khoa").may("cases.see", people.units["a-mc"])
    assert not people.actor("khoa").may("parties.look_up")
    changes = AuditEntry.objects.get(action="people.set_rights").details["rights"]
    assert changes["cases.see"] == {"before": "unit", "after": "agency"}
    assert changes["parties.look_up"]["after"] is None
    assert "reports.see" not in changes


Change = Callable[[People], object]
REFUSED: list[tuple[Change, type[DomainError]]] = [
    (lambda p: services.create_account(actor=p.actor("long"), username="khoa", full_name="Ai Đó"), errors.UsernameTaken),
    (lambda p: services.create_account(actor=p.actor("long"), username="Có Dấu", full_name="Ai Đó"), errors.UsernameNotFit),
    (lambda p: services.deactivate(actor=p.actor("long"), account_id=p.accounts["long"], reason="x"), errors.OwnAccount),
    (lambda p: services.reactivate(actor=p.actor("long"), account_id=p.accounts["khoa"]), errors.AlreadyInState),
    (lambda p: services.set_rights(actor=p.actor("long"), role_id=role_id("admin"), name="x", rights={}), errors.NoManagerLeft),
    (lambda p: services.set_rights(actor=p.actor("long"), role_id=role_id("clerk"), name="x", rights={"no.such": "unit"}),
     errors.UnknownRight),
    (lambda p: services.create_role(actor=p.actor("long"), code="head", name="x"), errors.RoleCodeTaken),
    (lambda p: services.appoint(actor=p.actor("long"), account_id=p.accounts["khoa"], unit_id=p.units["a-vp"], role="officer",
                                title="Chuyên viên", valid_from=clock.today()), errors.AlreadyAppointed),
    (lambda p: services.appoint(actor=p.actor("long"), account_id=p.accounts["khoa"], unit_id=p.units["a-vp"], role="head",
                                title="Phó", valid_from=clock.today().replace(year=2024)), errors.PositionUnitMissing),
    (lambda p: services.end_appointment(actor=p.actor("long"), appointment_id=Appointment.objects.get(account_id=p.accounts["long"]).pk,
                                        valid_to=clock.today() + WEEK, reason="x"), errors.NoManagerLeft),
    (lambda p: services.create_account(actor=p.actor("khoa"), username="moi.nguoi", full_name="x"), NotAllowed),
    (lambda p: services.set_rights(actor=p.actor("hanh"), role_id=role_id("clerk"), name="x", rights={}), NotAllowed),
    (lambda p: services.appoint(actor=p.actor("khoa"), account_id=p.accounts["khoa"], unit_id=p.units["a"], role="leader",
                                title="Chủ tịch", valid_from=clock.today()), NotAllowed),
    (lambda p: services.give_password(actor=p.actor("khoa"), account_id=p.accounts["long"]), NotAllowed),
]  # fmt: skip


@pytest.mark.parametrize(("change", "error"), REFUSED)
def test_what_is_refused_moves_nothing_and_is_logged(
    people: People, change: Change, error: type[DomainError]
) -> None:
    def state() -> list[object]:
        tables = (Account.objects, Appointment.objects, RoleRight.objects, Role.objects)
        return [list(table.order_by("pk").values()) for table in tables]

    before = state()

    with pytest.raises(error):
        change(people)

    assert state() == before
    assert AuditEntry.objects.get(outcome=Outcome.REFUSED).details["error"] == error.code


@pytest.mark.django_db(transaction=True)
def test_of_two_appointments_at_once_to_the_same_seat_one_is_refused() -> None:
    people = make_people()
    together, outcomes = Barrier(2), list[str]()

    def appoint() -> None:
        together.wait()
        try:
            services.appoint(actor=people.actor("long"), account_id=people.accounts["loan"], unit_id=people.units["a-vp"], role="head",
                             title="Phó Chánh Văn phòng", valid_from=clock.today())  # fmt: skip
            outcomes.append("appointed")
        except errors.AlreadyAppointed:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [Thread(target=appoint) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["appointed", "refused"]
    assert (
        Appointment.objects.filter(account_id=people.accounts["loan"], position__role__code="head").count()
        == 1
    )


def test_people_are_found_without_tone_marks_in_the_order_of_vietnamese_names(people: People) -> None:
    admin = people.actor("long")

    assert [row.name for row in people_page(viewer=admin, words="ly anh").rows] == ["Lý Ngọc Ánh"]
    assert [row.name.split()[-1] for row in people_page(viewer=admin, unit_id=people.units["a"]).rows] == [
        "Ánh",
        "Hạnh",
        "Khoa",
        "Mai",
        "Phúc",
    ]


def test_pages_of_the_list_follow_one_another_without_repeat(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("congso.foundation.people.pages.PAGE", 3)
    admin, names, after = people.actor("long"), list[str](), ""
    for _page in range(3):
        page = people_page(viewer=admin, after=after)
        names += [row.name for row in page.rows]
        after = page.next_key

    assert after == ""
    assert len(names) == len(set(names)) == Account.objects.count()


def test_the_list_costs_the_same_for_few_and_many(
    people: People, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    admin = people.actor("long")
    people_page(viewer=admin)

    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        assert len(people_page(viewer=admin).rows) == Account.objects.count()
