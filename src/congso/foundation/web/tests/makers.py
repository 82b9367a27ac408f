"""People and requests for the tests of the shell."""

from __future__ import annotations

from django.http import HttpRequest
from django.test import RequestFactory

from congso.core.actors import EVERYWHERE, Actor, Seat


def make_actor(*actions: str, name: str = "Nguyễn Thị Bình") -> Actor:
    """An official who may do ``actions`` everywhere."""
    seat = Seat(position_id=1, unit_id=1, role="clerk", title="Chuyên viên")
    return Actor(account_id=7, name=name, seats=(seat,), grants=dict.fromkeys(actions, EVERYWHERE))


def make_request(
    path: str = "/", actor: Actor | None = None, method: str = "get", **headers: str
) -> HttpRequest:
    """A request as the middleware hands it on."""
    request: HttpRequest = getattr(RequestFactory(), method)(path, headers=headers)
    request.actor = actor or Actor(account_id=None, name="")  # type: ignore[attr-defined]
    return request
