"""Systems and agencies: registered, changed, ended, locked; what is refused, who may not, two at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from congso.core import clock
from congso.core.errors import Conflict, InvalidInput, NotAllowed, NotVisible
from congso.domains.axis.errors import CertificateWrong, CodeTaken, CodeWrong, NotASystem, SystemIdTaken
from congso.domains.axis.models import Certificate, Member, Stop, System
from congso.domains.axis.queries import Asked
from congso.domains.axis.services import registering, retrying, taking_part
from congso.domains.axis.services.carrying import Receipt, settle
from congso.domains.axis.services.entering import enter_by_secret
from congso.domains.axis.services.taking_log import note_log_taken
from congso.domains.axis.tasks import hand_on_ended_agencies
from tests.axis.conftest import (
    COMMUNE,
    MINISTRY,
    NOBODY,
    RUNS,
    SECRETS,
    START,
    WARD,
    Axis,
    both,
    done,
    member,
    refused,
    waiting,
)

pytestmark = pytest.mark.django_db


def enters(system_id: str, secret: str) -> bool:
    """Whether the axis lets a system in."""
    try:
        enter_by_secret(system_id=system_id, secret=secret)
    except NotASystem:
        return False
    return True


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("register_system", lambda axis: registering.register_system(actor=NOBODY, system_id="x-1", name="X")),
        ("renew_secret", lambda axis: registering.renew_secret(actor=NOBODY, system_pk=axis.ministry.pk)),
        ("change_system", lambda axis: registering.change_system(actor=NOBODY, system_pk=axis.ministry.pk, name="X", daily_quota=1, allow_sha1=True, must_sign=False)),
        ("close_system", lambda axis: registering.close_system(actor=NOBODY, system_pk=axis.ministry.pk, reason="x")),
        ("add_certificate", lambda axis: registering.add_certificate(actor=NOBODY, system_pk=axis.ministry.pk, content=axis.keys["tinh"].certificate_der)),
        ("withdraw_certificate", lambda axis: registering.withdraw_certificate(actor=NOBODY, certificate_id=Certificate.objects.first().pk)),  # type: ignore[union-attr]
        ("register_member", lambda axis: taking_part.register_member(actor=NOBODY, code="H20.33", name="X", valid_from=START, system_pk=None)),
        ("change_member", lambda axis: taking_part.change_member(actor=NOBODY, member_id=member(WARD).pk, name="X", email="", system_pk=None)),
        ("end_member", lambda axis: taking_part.end_member(actor=NOBODY, member_id=member(WARD).pk, on=clock.today(), successor_id=member(COMMUNE).pk)),
        ("lock_member", lambda axis: taking_part.lock_member(actor=NOBODY, member_id=member(WARD).pk, reason="x")),
        ("hand_on", lambda axis: taking_part.hand_on_ended(actor=NOBODY)),
        ("try_again", lambda axis: retrying.try_again(actor=NOBODY, stop_id=0)),
        ("try_all_again", lambda axis: retrying.try_all_again(actor=NOBODY, system_pk=axis.ministry.pk)),
        ("take_log", lambda axis: note_log_taken(actor=NOBODY, asked=Asked(), count=0)),
    ],
)
def test_who_does_not_run_the_axis_changes_nothing_and_the_try_is_logged(axis: Axis, name: str, call: Callable[[Axis], object]) -> None:
    before = [list(model.objects.order_by("pk").values()) for model in (System, Certificate, Member, Stop)]
    with pytest.raises(NotAllowed):
        call(axis)
    assert [list(model.objects.order_by("pk").values()) for model in (System, Certificate, Member, Stop)] == before
    assert refused(f"axis.{name}") == 1


def test_a_system_enters_with_the_secret_that_was_shown_once(axis: Axis) -> None:
    system, secret = registering.register_system(actor=RUNS, system_id="so-tu-phap", name="Sở Tư pháp", daily_quota=5)

    assert enters("so-tu-phap", secret)
    assert not enters("so-tu-phap", secret + "x")
    assert secret.encode() not in bytes(system.secret)
    with pytest.raises(SystemIdTaken):
        registering.register_system(actor=RUNS, system_id="so-tu-phap", name="Khác")
    assert System.objects.get(system_id="so-tu-phap").name == "Sở Tư pháp"
    assert refused("axis.register_system") == 1


def test_a_new_secret_ends_the_old_one_and_a_closed_system_gets_none(axis: Axis) -> None:
    secret = registering.renew_secret(actor=RUNS, system_pk=axis.ministry.pk)
    assert (enters("bo-mau", SECRETS["bo-mau"]), enters("bo-mau", secret)) == (False, True)

    registering.close_system(actor=RUNS, system_pk=axis.ministry.pk, reason="Chuyển nhà cung cấp")
    assert not enters("bo-mau", secret)
    with pytest.raises(Conflict):
        registering.renew_secret(actor=RUNS, system_pk=axis.ministry.pk)
    with pytest.raises(NotVisible):
        registering.renew_secret(actor=RUNS, system_pk=0)
    assert refused("axis.renew_secret") == 2


def test_what_a_system_may_is_changed(axis: Axis) -> None:
    registering.change_system(actor=RUNS, system_pk=axis.province.pk, name="Tỉnh mới", daily_quota=7, allow_sha1=True, must_sign=False)
    row = System.objects.get(pk=axis.province.pk)
    assert (row.name, row.daily_quota, row.allow_sha1, row.must_sign) == ("Tỉnh mới", 7, True, False)
    with pytest.raises(NotVisible):
        registering.change_system(actor=RUNS, system_pk=0, name="X", daily_quota=1, allow_sha1=False, must_sign=True)
    assert refused("axis.change_system") == 1


def test_closing_needs_a_reason_and_is_done_once_and_mail_keeps_waiting(axis: Axis) -> None:
    axis.take(MINISTRY)
    with pytest.raises(InvalidInput):
        registering.close_system(actor=RUNS, system_pk=axis.ministry.pk, reason="  ")
    registering.close_system(actor=RUNS, system_pk=axis.ministry.pk, reason="Dừng")
    with pytest.raises(Conflict):
        registering.close_system(actor=RUNS, system_pk=axis.ministry.pk, reason="Dừng")
    assert refused("axis.close_system") == 2
    assert waiting(axis.ministry) == [(MINISTRY, "edoc")]


def test_certificates_are_read_once_each_and_withdrawn(axis: Axis) -> None:
    with pytest.raises(CertificateWrong, match="đã được đăng ký"):
        registering.add_certificate(actor=RUNS, system_pk=axis.ministry.pk, content=axis.keys["bo-mau"].certificate_der)
    with pytest.raises(CertificateWrong, match="không phải chứng thư số"):
        registering.add_certificate(actor=RUNS, system_pk=axis.ministry.pk, content=b"-----BEGIN CERTIFICATE-----")
    with clock.at(clock.now() + timedelta(days=366 * 6)), pytest.raises(CertificateWrong, match="đã hết hạn"):
        registering.add_certificate(actor=RUNS, system_pk=axis.province.pk, content=axis.keys["bo-mau"].certificate_der)
    assert refused("axis.add_certificate") == 3
    assert Certificate.objects.count() == 2

    row = Certificate.objects.get(system=axis.ministry)
    registering.withdraw_certificate(actor=RUNS, certificate_id=row.pk)
    with pytest.raises(NotVisible):
        registering.withdraw_certificate(actor=RUNS, certificate_id=row.pk)
    assert refused("axis.withdraw_certificate") == 1
    registering.add_certificate(actor=RUNS, system_pk=axis.ministry.pk, content=axis.keys["bo-mau"].certificate_der)
    assert Certificate.objects.filter(system=axis.ministry, withdrawn_at=None).count() == 1


@pytest.mark.parametrize("code", ["", "h20", "Z20", "H2", "H20.", "H20..1", "H20.A-1", "H20.12345678901", "H20" + ".123" * 9, "H20.31\n", "Ｈ20", "H２0"])
def test_only_identifiers_of_the_form_are_taken(axis: Axis, code: str) -> None:
    with pytest.raises(CodeWrong):
        taking_part.register_member(actor=RUNS, code=code, name="X", valid_from=START, system_pk=None)
    assert Member.objects.count() == 3
    assert refused("axis.register_member") == 1


def test_a_code_is_given_once_for_ever_and_only_to_an_open_system(axis: Axis) -> None:
    with pytest.raises(CodeTaken):
        taking_part.register_member(actor=RUNS, code=WARD, name="Khác", valid_from=START, system_pk=None)
    with pytest.raises(NotVisible):
        taking_part.register_member(actor=RUNS, code="H20.40", name="X", valid_from=START, system_pk=0)
    registering.close_system(actor=RUNS, system_pk=axis.ministry.pk, reason="Dừng")
    with pytest.raises(Conflict):
        taking_part.register_member(actor=RUNS, code="H20.40", name="X", valid_from=START, system_pk=axis.ministry.pk)
    assert refused("axis.register_member") == 3
    assert member(WARD).name == f"Đơn vị {WARD}"


def test_mail_follows_an_agency_to_its_new_system(axis: Axis) -> None:
    axis.take(MINISTRY)
    taking_part.change_member(actor=RUNS, member_id=member(MINISTRY).pk, name="Bộ Mẫu", email="vt@bo.example", system_pk=axis.province.pk)
    assert (waiting(axis.ministry), waiting(axis.province)) == ([], [(MINISTRY, "edoc")])
    with pytest.raises(NotVisible):
        taking_part.change_member(actor=RUNS, member_id=member(MINISTRY).pk, name="X", email="", system_pk=0)
    assert refused("axis.change_member") == 1
    assert member(MINISTRY).system_id == axis.province.pk


def test_an_agency_without_a_system_is_addressed_and_its_mail_waits_for_one(axis: Axis) -> None:
    made = taking_part.register_member(actor=RUNS, code="H20.40", name="Chưa kết nối", valid_from=START, system_pk=None)
    axis.take("H20.40")
    assert Stop.objects.get().system_id is None
    taking_part.change_member(actor=RUNS, member_id=made.pk, name="Đã kết nối", email="", system_pk=axis.ministry.pk)
    assert waiting(axis.ministry) == [("H20.40", "edoc")]


def test_mail_of_an_ended_agency_goes_to_its_successor_also_what_waits_already(axis: Axis) -> None:
    axis.take(COMMUNE, number="1")
    taking_part.end_member(actor=RUNS, member_id=member(COMMUNE).pk, on=clock.today(), successor_id=member(MINISTRY).pk)
    axis.take(COMMUNE, number="2")

    assert waiting(axis.ministry) == [(MINISTRY, "edoc")] * 2
    assert set(Stop.objects.values_list("asked_code", flat=True)) == {COMMUNE}


def test_mail_goes_on_along_the_line_of_successors(axis: Axis) -> None:
    third = taking_part.register_member(actor=RUNS, code="H20.50", name="Sau cùng", valid_from=START, system_pk=axis.ministry.pk)
    axis.take(COMMUNE, number="1")
    taking_part.end_member(actor=RUNS, member_id=member(WARD).pk, on=clock.today(), successor_id=third.pk)
    taking_part.end_member(actor=RUNS, member_id=member(COMMUNE).pk, on=clock.today(), successor_id=member(WARD).pk)
    assert waiting(axis.ministry) == [("H20.50", "edoc")]


def test_an_end_in_the_future_moves_what_waits_in_the_night_before(axis: Axis) -> None:
    axis.take(COMMUNE)
    taking_part.end_member(actor=RUNS, member_id=member(COMMUNE).pk, on=clock.today() + timedelta(days=3), successor_id=member(MINISTRY).pk)
    hand_on_ended_agencies(0)
    assert waiting(axis.ministry) == []
    with clock.at(clock.now() + timedelta(days=3)):
        hand_on_ended_agencies(0)
    assert waiting(axis.ministry) == [(MINISTRY, "edoc")]
    assert done("axis.hand_on") == 2


def test_no_agency_follows_itself_nor_ends_before_it_began(axis: Axis) -> None:
    ward, commune = member(WARD), member(COMMUNE)
    with pytest.raises(InvalidInput):
        taking_part.end_member(actor=RUNS, member_id=ward.pk, on=clock.today(), successor_id=ward.pk)
    with pytest.raises(InvalidInput):
        taking_part.end_member(actor=RUNS, member_id=ward.pk, on=START, successor_id=commune.pk)
    taking_part.end_member(actor=RUNS, member_id=ward.pk, on=clock.today(), successor_id=commune.pk)
    with pytest.raises(InvalidInput):
        taking_part.end_member(actor=RUNS, member_id=commune.pk, on=clock.today(), successor_id=ward.pk)
    with pytest.raises(Conflict):
        taking_part.end_member(actor=RUNS, member_id=ward.pk, on=clock.today(), successor_id=member(MINISTRY).pk)
    with pytest.raises(NotVisible):
        taking_part.end_member(actor=RUNS, member_id=0, on=clock.today(), successor_id=ward.pk)
    assert refused("axis.end_member") == 5
    assert member(COMMUNE).valid_to is None


def test_locked_and_opened_again(axis: Axis) -> None:
    taking_part.lock_member(actor=RUNS, member_id=member(MINISTRY).pk, reason=" Bảo trì ")
    assert member(MINISTRY).locked_reason == "Bảo trì"
    taking_part.lock_member(actor=RUNS, member_id=member(MINISTRY).pk, reason="")
    assert member(MINISTRY).locked_reason == ""
    with pytest.raises(NotVisible):
        taking_part.lock_member(actor=RUNS, member_id=0, reason="")
    assert refused("axis.lock_member") == 1


def dead_one(axis: Axis, number: str = "1", to: str = MINISTRY) -> Stop:
    """A message that its receiver could not take."""
    stop = axis.take(to, number=number).stops.get()
    assert stop.system is not None
    settle(system=stop.system, receipts=[Receipt(stop.pk, taken=False, error_code="22", error="hỏng")])
    return stop


def test_a_dead_letter_is_given_again_to_who_stands_for_the_receiver_today(axis: Axis) -> None:
    stop = dead_one(axis, to=COMMUNE)
    taking_part.end_member(actor=RUNS, member_id=member(COMMUNE).pk, on=clock.today(), successor_id=member(MINISTRY).pk)
    retrying.try_again(actor=RUNS, stop_id=stop.pk)
    stop.refresh_from_db()
    assert (stop.state, stop.error, stop.settled_at, stop.receiver_code, stop.system_id) == ("waiting", "", None, MINISTRY, axis.ministry.pk)
    with pytest.raises(Conflict):
        retrying.try_again(actor=RUNS, stop_id=stop.pk)
    with pytest.raises(NotVisible):
        retrying.try_again(actor=RUNS, stop_id=0)
    assert refused("axis.try_again") == 2


def test_all_dead_letters_of_one_system_are_given_again(axis: Axis) -> None:
    dead_one(axis, "1"), dead_one(axis, "2"), dead_one(axis, "3", to=COMMUNE)
    assert retrying.try_all_again(actor=RUNS, system_pk=axis.ministry.pk) == 2
    assert list(Stop.objects.filter(state="dead").values_list("receiver_code", flat=True)) == [COMMUNE]
    with pytest.raises(NotVisible):
        retrying.try_all_again(actor=RUNS, system_pk=0)


@pytest.mark.django_db(transaction=True)
def test_two_at_once(axis: Axis) -> None:
    ward, commune, ministry = (member(code).pk for code in (WARD, COMMUNE, MINISTRY))
    stop = dead_one(axis)
    row = Certificate.objects.get(system=axis.ministry)
    assert both(lambda: registering.register_system(actor=RUNS, system_id="hai-lan", name="X")) == ["axis_system_id_taken", "done"]
    assert both(lambda: taking_part.register_member(actor=RUNS, code="H20.60", name="X", valid_from=START, system_pk=None)) == ["axis_code_taken", "done"]
    assert both(lambda: retrying.try_again(actor=RUNS, stop_id=stop.pk)) == ["conflict", "done"]
    assert both(lambda: registering.withdraw_certificate(actor=RUNS, certificate_id=row.pk)) == ["done", "not_found"]
    assert both(lambda: registering.add_certificate(actor=RUNS, system_pk=axis.ministry.pk, content=axis.keys["bo-mau"].certificate_der)) == ["axis_certificate_wrong", "done"]
    assert both(lambda: registering.close_system(actor=RUNS, system_pk=axis.ministry.pk, reason="x")) == ["conflict", "done"]
    assert both(lambda: taking_part.end_member(actor=RUNS, member_id=ward, on=clock.today(), successor_id=commune),
                lambda: taking_part.end_member(actor=RUNS, member_id=commune, on=clock.today(), successor_id=ward)) == ["done", "invalid_input"]  # fmt: skip
    assert both(lambda: taking_part.lock_member(actor=RUNS, member_id=ministry, reason="x")) == ["done", "done"]
