"""A line on which calls are lost, answered twice or too late, and processes that die in the middle of them; the same seed, the same faults."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from typing import BinaryIO, TypeVar

from congso.core.outside import Rejected, Silent
from congso.foundation.axes.facade import Item, Letter, Receipt
from tests.exchange.loopback import Loopback

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


def survive(work: Callable[[], object]) -> None:
    try:
        work()
    except (Killed, Silent):
        return
