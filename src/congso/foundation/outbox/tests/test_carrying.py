"""What waits is told once, in order, tried again, given up on and taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor, system_actor
from congso.core.errors import Conflict, DomainError, InvalidInput, NotAllowed, NotVisible
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.outbox import channels as known
from congso.foundation.outbox import services
from congso.foundation.outbox.carrying import run
from congso.foundation.outbox.channels import PAUSES, Channel, Later, Refused, Taken, register_channel
from congso.foundation.outbox.models import Sending, SendingState
from congso.foundation.outbox.queries import channel_states, sendings, sent_per_day
from congso.foundation.outbox.rounds import Round, isolated, register_round, rounds
from congso.foundation.outbox.services import Out, carry, drop, put, send_again, send_all_again

pytestmark = pytest.mark.django_db
RUNS = Actor(account_id=1, name="Quản trị", grants={"outbox.manage": EVERYWHERE})
NOBODY = Actor(account_id=2, name="Người khác", grants={})
MORNING = datetime(2026, 9, 14, 8, 0, tzinfo=clock.VIETNAM)


@dataclass
class Partner:
    """Another system: takes what it is told, unless told otherwise."""

    told: list[str] = field(default_factory=list)
    settled: list[tuple[str, str]] = field(default_factory=list)
    says: Callable[[Sending], object] = lambda _sending: Taken("ref")

    def send(self, sending: Sending) -> object:
        """Hear one thing."""
        self.told.append(sending.key)
        return self.says(sending)

    def settle(self, _action: WriteAction, sending: Sending, outcome: object) -> None:
        """What follows."""
        self.settled.append((sending.key, type(outcome).__name__))


@pytest.fixture
def partner() -> Iterator[Partner]:
    """A channel «thu» of its own."""
    found = Partner()
    with known.isolated():
        register_channel(Channel("thu", "Kênh thử", found.send, found.settle))  # type: ignore[arg-type]
        yield found


def write(*keys: str, order: str = "") -> int:
    """Things to be told; each in an order of its own unless named."""
    with write_action("tests.write", actor=system_actor("tests")) as action:
        count = put(action, [Out("thu", key, order or key, title=f"Việc {key}") for key in keys])
        action.record(("tests", "x"))
    return count


def state(key: str) -> str:
    return Sending.objects.get(key=key).state


def test_what_is_written_twice_is_told_once(partner: Partner) -> None:
    assert (write("a", "b"), write("a", "c")) == (2, 1)
    assert carry("thu") == 3
    assert carry("thu") == 0
    assert partner.told == ["a", "b", "c"]
    assert partner.settled == [("a", "Taken"), ("b", "Taken"), ("c", "Taken")]
    row = Sending.objects.get(key="a")
    assert (row.state, row.reference, row.tries, row.claimed_until) == ("sent", "ref", 1, None)


def _write_and_break() -> None:
    with write_action("tests.write", actor=system_actor("tests")) as action:
        put(action, [Out("thu", "a", "a")])
        raise Conflict


def test_nothing_is_told_when_the_change_is_taken_back(partner: Partner) -> None:
    with pytest.raises(Conflict):
        _write_and_break()
    assert carry("thu") == 0
    assert partner.told == []


def test_what_belongs_together_keeps_its_order_and_waits_for_the_one_before(partner: Partner) -> None:
    write("1", "2", order="van-ban-9")
    write("x")
    partner.says = lambda sending: Later("mạng") if sending.key == "1" and sending.tries == 1 else Taken()
    with clock.at(MORNING):
        Sending.objects.update(next_at=MORNING)
        carry("thu")
    assert partner.told == ["1", "x"]
    with clock.at(MORNING + timedelta(minutes=2)):
        carry("thu")
    assert partner.told == ["1", "x", "1", "2"]


def test_it_is_tried_again_after_growing_pauses_and_given_up_on(partner: Partner) -> None:
    write("a")
    partner.says = lambda _sending: Later("không trả lời")
    moment = MORNING
    Sending.objects.update(next_at=moment)
    for pause in PAUSES:
        with clock.at(moment):
            assert carry("thu") == 1
            assert carry("thu") == 0
        row = Sending.objects.get()
        assert 0.8 * pause <= (row.next_at - moment).total_seconds() <= 1.2 * pause
        assert (row.state, row.error) == ("waiting", "không trả lời")
        moment = row.next_at
    with clock.at(moment):
        carry("thu")
    assert (state("a"), len(partner.told)) == ("dead", len(PAUSES) + 1)
    assert partner.settled == [("a", "Refused")]


def test_a_refusal_is_final_at_once(partner: Partner) -> None:
    write("a")
    partner.says = lambda _sending: Refused("18", "không có đơn vị nhận")
    carry("thu")
    row = Sending.objects.get()
    assert (row.state, row.error_code, row.error, row.tries) == ("dead", "18", "không có đơn vị nhận", 1)


def test_a_broken_channel_counts_as_not_told_now(partner: Partner) -> None:
    def breaks(_sending: Sending) -> object:
        raise ValueError("hỏng")

    write("a")
    partner.says = breaks
    carry("thu")
    assert Sending.objects.get().error == "ValueError: hỏng"
    assert state("a") == "waiting"


def test_the_claim_of_a_carrier_that_died_ends_by_itself(partner: Partner) -> None:
    write("a")
    with clock.at(MORNING):
        Sending.objects.update(next_at=MORNING)
        assert len(services._claim(known.channels()["thu"])) == 1  # it dies here
        assert carry("thu") == 0
    with clock.at(MORNING + timedelta(seconds=91)):
        assert carry("thu") == 1
    assert partner.told == ["a"]


def test_a_carrier_that_took_too_long_does_not_undo_what_the_next_one_noted(partner: Partner) -> None:
    write("a")
    channel = known.channels()["thu"]
    with clock.at(MORNING):
        Sending.objects.update(next_at=MORNING)
        (slow,) = services._claim(channel)
    with clock.at(MORNING + timedelta(seconds=91)):
        carry("thu")
        services._settle(channel, [(slow, Later("quá chậm"))])
    assert state("a") == "sent"
    assert partner.settled == [("a", "Taken")]


@pytest.mark.django_db(transaction=True)
def test_two_carriers_at_once_tell_each_thing_once_and_in_order(partner: Partner) -> None:
    write(*[f"a{n:02}" for n in range(30)], order="a")
    write(*[f"b{n:02}" for n in range(30)])
    gate = Barrier(2)

    def one() -> int:
        gate.wait(10)
        try:
            return carry("thu")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = sum(each.result(60) for each in [pool.submit(one), pool.submit(one)])
    while count := carry("thu"):
        told += count
    assert told == 60
    assert sorted(partner.told) == sorted(set(partner.told))
    assert [key for key in partner.told if key.startswith("a")] == [f"a{n:02}" for n in range(30)]


def test_send_again_drop_and_what_is_refused(partner: Partner) -> None:
    write("a", "b")
    partner.says = lambda _sending: Refused("1", "không")
    carry("thu")
    first, second = Sending.objects.order_by("pk")
    send_again(actor=RUNS, sending_id=first.pk)
    assert (state("a"), Sending.objects.get(key="a").tries) == ("waiting", 0)
    with pytest.raises(Conflict):
        send_again(actor=RUNS, sending_id=first.pk)
    with pytest.raises(NotVisible):
        send_again(actor=RUNS, sending_id=0)
    with pytest.raises(InvalidInput):
        drop(actor=RUNS, sending_id=second.pk, reason=" ")
    drop(actor=RUNS, sending_id=second.pk, reason="Đã báo bằng giấy")
    assert (state("b"), Sending.objects.get(key="b").error) == ("dropped", "Đã báo bằng giấy")
    with pytest.raises(Conflict):
        drop(actor=RUNS, sending_id=second.pk, reason="x")
    send_again(actor=RUNS, sending_id=second.pk)
    partner.says = lambda _sending: Taken()
    carry("thu")
    assert (state("a"), state("b")) == ("sent", "sent")
    assert AuditEntry.objects.filter(action__in=["outbox.send_again", "outbox.drop"], outcome=Outcome.REFUSED).count() == 4


def test_all_of_a_channel_are_sent_again(partner: Partner) -> None:
    write("a", "b")
    partner.says = lambda _sending: Refused("1", "không")
    carry("thu")
    assert send_all_again(actor=RUNS, channel="khac") == 0
    assert send_all_again(actor=RUNS, channel="thu") == 2
    assert set(Sending.objects.values_list("state", flat=True)) == {"waiting"}


@pytest.mark.parametrize("name", ["send_again", "drop", "send_all_again"])
def test_who_does_not_look_after_the_outbox_moves_nothing(partner: Partner, name: str) -> None:
    write("a")
    Sending.objects.update(state=SendingState.DEAD)
    row = Sending.objects.get()
    calls: dict[str, Callable[[], object]] = {
        "send_again": lambda: send_again(actor=NOBODY, sending_id=row.pk), "drop": lambda: drop(actor=NOBODY, sending_id=row.pk, reason="x"),
        "send_all_again": lambda: send_all_again(actor=NOBODY, channel="thu"),
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        calls[name]()
    assert state("a") == "dead"
    assert AuditEntry.objects.get(action=f"outbox.{name}").outcome == Outcome.REFUSED
    for ask in (lambda: sendings(viewer=NOBODY), lambda: channel_states(viewer=NOBODY), lambda: sent_per_day(viewer=NOBODY, channel="thu")):
        with pytest.raises(NotAllowed):
            ask()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_send_again_or_drop_one_thing(partner: Partner) -> None:
    write("a")
    Sending.objects.update(state=SendingState.DEAD)
    row, gate = Sending.objects.get(), Barrier(2)

    def press(call: Callable[[], object]) -> str:
        gate.wait(10)
        try:
            call()
        except DomainError as error:
            return error.code
        finally:
            connection.close()
        return "done"

    def again() -> object:
        return send_again(actor=RUNS, sending_id=row.pk)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(each.result(30) for each in [pool.submit(press, again), pool.submit(press, again)]) == ["conflict", "done"]
    Sending.objects.update(state=SendingState.DEAD)

    def dropped() -> object:
        return drop(actor=RUNS, sending_id=row.pk, reason="x")

    with ThreadPoolExecutor(2) as pool:
        assert sorted(each.result(30) for each in [pool.submit(press, dropped), pool.submit(press, dropped)]) == ["conflict", "done"]


def test_the_carrier_goes_its_rounds_and_a_broken_round_stops_nothing(partner: Partner, capsys: pytest.CaptureFixture[str]) -> None:
    write("a")
    gone: list[str] = []

    def breaks() -> int:
        gone.append("hong")
        raise OSError("mạng")

    def goes() -> int:
        gone.append("hoi")
        return 0

    with isolated():
        rounds().clear()
        register_round(Round("hong", breaks, 60))
        register_round(Round("hoi", goes, 60))
        with pytest.raises(ValueError, match="twice"):
            register_round(Round("hoi", goes, 60))
        turns = iter([False, False, True])
        run(stopped=lambda: next(turns), idle=0)
    assert partner.told == ["a"]
    assert gone == ["hong", "hoi"]
    assert "OSError" in capsys.readouterr().err
