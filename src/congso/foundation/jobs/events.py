"""Events: something happened, told upwards to whoever subscribed, by a job after the commit.

An event is a frozen dataclass of plain values (ids, not objects). Publishing writes one job row in the same
transaction; the worker then tells each subscriber, and makes a job for one that fails, so that it is tried again alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Event:
    """Something that happened; subclasses name it in the past tense and carry ids."""

    registry: ClassVar[dict[str, type[Event]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        Event.registry[cls.__name__] = cls

    def payload(self) -> dict[str, Any]:
        """The event as JSON values; a tuple of numbers comes back as a list."""
        return {key: value if isinstance(value, int | bool | tuple | None) else str(value)
                for key, value in asdict(self).items()}  # fmt: skip


Subscriber = Callable[[Any], None]
_subscribers: dict[str, dict[str, Subscriber]] = {}


def subscribe(event: type[Event], subscriber: Subscriber) -> None:
    """Have ``subscriber`` called by a job after each ``event``; it must bear being called twice."""
    name = f"{subscriber.__module__}.{subscriber.__qualname__}"
    _subscribers.setdefault(event.__name__, {})[name] = subscriber


def subscribers_of(event_name: str) -> dict[str, Subscriber]:
    """Subscribers by name."""
    return _subscribers.get(event_name, {})


def rebuild(event_name: str, payload: dict[str, Any]) -> Event:
    """The event object of a job's values."""
    return Event.registry[event_name](**payload)


@contextmanager
def isolated_subscribers() -> Iterator[None]:
    """Give a test its own register and put the old one back."""
    saved = {name: dict(found) for name, found in _subscribers.items()}
    try:
        yield
    finally:
        _subscribers.clear()
        _subscribers.update(saved)
