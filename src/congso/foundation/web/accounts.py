"""What the shell asks the rooms above about accounts: who the person is, and whom the demonstration offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise

from congso.core.actors import Actor


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An invented person whom a visitor of the demonstration may become with one press."""

    username: str
    name: str
    role: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What the user menu says of the person at the screen (họ tên, chức vụ, cơ quan)."""

    name: str
    position: str = ""
    unit: str = ""

    @property
    def initials(self) -> str:
        """First letters of the first and the last word: “Nguyễn Thị Bình” → “NB”."""
        words = self.name.split()
        return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper() if words else ""


class NamedAccount(Protocol):
    """An account that knows its person's name."""

    def get_full_name(self) -> str:
        """The full name."""
        ...


DemoProvider = Callable[[], Iterable[DemoAccount]]
IdentityProvider = Callable[[HttpRequest], Identity]

CitizenProvider = Callable[[HttpRequest], str]

_citizen: list[CitizenProvider] = []
_demo: list[DemoProvider] = []
_notes: list[str | Promise] = []
_identity: list[IdentityProvider] = []


def register_demo_accounts(provider: DemoProvider) -> None:
    """Let ``provider`` offer accounts on the login page of the demonstration."""
    _demo.append(provider)


def register_demo_note(note: str | Promise) -> None:
    """Let the login page of the demonstration say a sentence more below its people."""
    _notes.append(note)


def demo_notes() -> list[str | Promise]:
    """What the login page says below its people; nothing outside the demonstration."""
    return list(_notes) if settings.CONGSO_DEMO else []


def register_identity(provider: IdentityProvider) -> None:
    """Let ``provider`` say name, position and unit for the user menu."""
    _identity[:] = [provider]


def register_citizen(provider: CitizenProvider) -> None:
    """Let ``provider`` say the name of the citizen who has logged in at the portal."""
    _citizen[:] = [provider]


def citizen_name(request: HttpRequest) -> str:
    """The citizen at the portal; empty for anybody else."""
    return _citizen[0](request) if _citizen else ""


def demo_accounts() -> list[DemoAccount]:
    """The accounts offered, in the providers' order; none outside the demonstration."""
    if not settings.CONGSO_DEMO:
        return []
    return [account for provider in _demo for account in provider()]


def demo_accounts_by_role() -> list[tuple[str, list[DemoAccount]]]:
    """The offered accounts in groups, a group where its first account stands."""
    accounts = demo_accounts()
    order = list(dict.fromkeys(account.role for account in accounts))
    ranked = sorted(accounts, key=lambda account: order.index(account.role))
    return [(role, list(members)) for role, members in groupby(ranked, key=lambda account: account.role)]


def identity_of(request: HttpRequest) -> Identity:
    """The person at the screen; from the actor alone when no room says more."""
    if _identity:
        return _identity[0](request)
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        return Identity(name="")
    seat = actor.main_seat
    return Identity(name=actor.name, position=seat.title if seat else "")


def display_name(account: NamedAccount) -> str:
    """What greetings and mails call a person: the full name."""
    return account.get_full_name()


@contextmanager
def isolated() -> Iterator[None]:
    """No providers inside the block, the former ones after it (for tests)."""
    kept = list(_demo), list(_identity), list(_notes)
    _notes.clear()
    _demo.clear()
    _identity.clear()
    try:
        yield
    finally:
        _demo[:], _identity[:], _notes[:] = kept
