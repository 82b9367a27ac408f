"""Calls that are lost, answered twice or too late, and processes that die in the middle: nothing is lost, nothing comes twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import BinaryIO, TypeVar

import pytest

from congso.core import clock
from congso.core.outside import Rejected, Silent
from congso.domains.axis.models import Parcel, Stop
from congso.domains.documents.models import Delivery, Document, Incoming
from congso.domains.documents.services.incoming_registering import register_waiting
from congso.domains.documents.services.incoming_routing import Routing, distribute
from congso.domains.exchange.models import StatusNote
from congso.domains.exchange.services import sending
from congso.foundation.axes.facade import Item, Letter, Receipt
from congso.foundation.edxml.facade import StatusMessage
from congso.foundation.outbox.models import Sending
from tests.exchange.conftest import WARD, Line
from tests.exchange.loopback import Loopback

HOW_MANY = 12
T = TypeVar("T")


class Killed(BaseException):
    """kill -9 at this very place."""


class Faulty(Loopback):
    """A line on which a third of the calls goes wrong in one of four ways."""

    def __init__(self, axis: Loopback, seed: int) -> None:
        super().__init__(axis.system)
        self.random, self.befell, self.is_well = random.Random(seed), Counter[str](), False

    def _suffer(self, call: Callable[[], T]) -> T:
        kind = "pass" if self.is_well or self.random.random() > 1 / 3 else self.random.choice(["drop", "lose_answer", "double", "kill"])
        self.befell[kind] += 1
        if kind == "drop":
            raise Silent("ConnectionError")
        answer = call()
        if kind == "double":
            answer = call()
        if kind == "lose_answer":
            raise Silent("ReadTimeout")
        if kind == "kill":
            raise Killed
        return answer

    def send(self, stream: BinaryIO, size: int, *, kind: str, to: Sequence[str] = ()) -> str:
        """Hand a message over, with what befalls it."""
        return self._suffer(lambda: super(Faulty, self).send(stream, size, kind=kind, to=to))

    def send_many(self, letters: Sequence[Letter]) -> list[str | Rejected | Silent]:
        """Hand several over, with what befalls the call."""
        return self._suffer(lambda: super(Faulty, self).send_many(letters))

    def fetch_many(self, references: Sequence[str]) -> dict[str, bytes]:
        """Several messages, with what befalls the call."""
        return self._suffer(lambda: super(Faulty, self).fetch_many(references))

    def waiting(self, *, after: str = "", most: int = 100) -> list[Item]:
        """What waits, with what befalls the question."""
        return self._suffer(lambda: super(Faulty, self).waiting(after=after, most=most))

    def fetch(self, reference: str, target: BinaryIO) -> None:
        """A message; a doubled answer would be written twice, so a repetition begins anew."""

        def again() -> None:
            target.seek(0)
            target.truncate()
            super(Faulty, self).fetch(reference, target)

        self._suffer(again)

    def settle(self, receipts: Sequence[Receipt]) -> None:
        """Receipts, with what befalls them."""
        self._suffer(lambda: super(Faulty, self).settle(receipts))


def _survive(work: Callable[[], object]) -> None:
    try:
        work()
    except (Killed, Silent):
        return


@pytest.mark.parametrize("seed", [1, 2026])
def test_over_a_faulty_line_every_document_arrives_once_and_every_chain_is_whole(line: Line, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = Faulty(line.axis, seed)
    monkeypatch.setattr(sending, "_client", lambda *_given: faulty)
    line.axis = faulty
    ours = [line.issue(line.sealed(f"Thư số {place}")) for place in range(HOW_MANY)]
    for place in range(HOW_MANY):
        line.ministry.send(line.ministry.letter(WARD, number=str(500 + place)))
    reported: dict[str, int] = {}
    moment = clock.now()
    for turn in range(200):
        faulty.is_well = turn > 120
        moment += timedelta(seconds=100)
        with clock.at(moment):
            _survive(line.carry)
            _survive(line.receive)
            _work(line)
            _report(line, reported)
        if turn > 120 and _is_over(ours):
            break

    assert faulty.befell["kill"] > 5
    assert faulty.befell["lose_answer"] > 5
    arrived = Counter(Document.objects.filter(direction="in").values_list("number_text", flat=True))
    assert arrived == Counter(f"{500 + place}/BM-VP" for place in range(HOW_MANY))
    got = [parcel.message for parcel in line.ministry.got if not isinstance(parcel.message, StatusMessage)]
    assert Counter(each.number_text for each in got) == Counter(each.number_text for each in ours)
    assert Parcel.objects.filter(kind="edoc").count() == 2 * HOW_MANY
    for document in ours:
        assert list(StatusNote.objects.filter(document=document, has_counted=True).values_list("status", flat=True)) == ["01", "03", "06"]
    for document in Document.objects.filter(direction="in"):
        sent = [str(parcel.message.code) for parcel in line.ministry.got
                if isinstance(parcel.message, StatusMessage) and parcel.message.response_for.code == document.number_text]  # type: ignore[union-attr]
        assert sent == ["01", "03", "04", "05", "06"]
    numbers = list(Incoming.objects.order_by("arrival_number").values_list("arrival_number", flat=True))
    assert numbers == list(range(1, HOW_MANY + 1))
    assert not Sending.objects.exclude(state="sent").exists()
    assert not Stop.objects.exclude(state="taken").exists()


def _work(line: Line) -> None:
    """The clerk registers what came, the leader has it known."""
    for document in Document.objects.filter(direction="in", state="waiting"):
        register_waiting(actor=line.office.registry, document_id=document.pk)
    for document in Document.objects.filter(direction="in", state="received"):
        routing = Routing("Để biết.", knowing=[line.office.units["phuong-kt"]])
        distribute(actor=line.office.leader, document_id=document.pk, seen_seq=None, routing=routing)


def _report(line: Line, reported: dict[str, int]) -> None:
    """The ministry takes what waits and reports each document a step further."""
    line.ministry.fetch()
    for parcel in line.ministry.got:
        said = parcel.message
        if not isinstance(said, StatusMessage) and reported.get(said.identity, 0) < 3:
            line.ministry.report(said, ("01", "03", "06")[reported.get(said.identity, 0)])
            reported[said.identity] = reported.get(said.identity, 0) + 1


def _is_over(ours: list[Document]) -> bool:
    waiting = Sending.objects.filter(state="waiting").exists() or Stop.objects.filter(state="waiting").exists()
    done = Delivery.objects.filter(document__in=ours, state="done").count() == len(ours)
    return done and not waiting
