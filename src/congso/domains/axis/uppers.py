"""How an axis above is spoken to. The rooms beside know how (``flows/axis_above.py``); this one says what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from congso.domains.axis.models import Upper
from congso.foundation.outbox.secrets import unseal


class NoAnswer(Exception):
    """The axis above does not answer, or not as it should: to be tried again."""


class Rejected(Exception):
    """It will not have the message: its code and reason."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code, self.reason = code, reason


@dataclass(frozen=True)
class Address:
    """Where it is, and as what it knows us."""

    base_url: str
    system_id: str
    secret: str


@dataclass(frozen=True)
class Waiting:
    """A message that waits there for one of our agencies."""

    reference: str
    receiver: str
    document_key: str


@dataclass(frozen=True)
class Answer:
    """What we say of a message: we have it, or cannot take it and why."""

    reference: str
    taken: bool
    error_code: str = ""
    error: str = ""


@dataclass(frozen=True)
class Listed:
    """An agency as it lists it; dates as it writes them."""

    code: str
    name: str
    parent_code: str = ""
    email: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""
    locked: str = ""
    certificates: tuple[str, ...] = ()


class UpperClient(Protocol):
    """Every call raises NoAnswer or Rejected."""

    def send(self, stream: BinaryIO, size: int, *, kind: str, to: Sequence[str], via: Sequence[str]) -> str:
        """Hand a message up; what it is called there."""

    def waiting(self, *, most: int) -> list[Waiting]:
        """What waits for our agencies, in the order it came."""

    def fetch(self, reference: str, target: BinaryIO) -> None:
        """Write a message into ``target``, in pieces."""

    def settle(self, answers: Sequence[Answer]) -> None:
        """Say what we have taken and what not."""

    def agencies(self, *, after: str) -> list[Listed]:
        """A page of agencies by code."""


Maker = Callable[[Address], UpperClient]
_makers: list[Maker] = []


def register_maker(maker: Maker) -> None:
    """Say how clients are made, in ``apps.ready()``; raises ValueError for a second one."""
    if _makers:
        raise ValueError("clients of the axis above are made in one way")
    _makers.append(maker)


def client_of(upper: Upper) -> UpperClient:
    """The client for an axis above."""
    return _makers[0](Address(upper.base_url, upper.system_id, unseal(upper.secret)))


@contextmanager
def made_by(maker: Maker) -> Iterator[None]:
    """Another way for a test."""
    kept = _makers[:]
    _makers[:] = [maker]
    try:
        yield
    finally:
        _makers[:] = kept
