"""What forms are for, in words: the rooms that keep the subjects tell their names."""

from __future__ import annotations

from collections.abc import Callable, Collection

Namer = Callable[[Collection[str]], dict[str, str]]
_namers: dict[str, Namer] = {}


def register_namer(prefix: str, namer: Namer) -> None:
    """Say who names the subjects that begin with ``prefix`` and a colon; it is given what follows the colon."""
    _namers[prefix] = namer


def subject_names(subjects: Collection[str]) -> dict[str, str]:
    """Subject → its name with its code (“Thủ tục đăng ký khai sinh (1.001193)”), a query for each kind.

    A subject that nobody names is called as it is.
    """
    found = {subject: subject for subject in subjects}
    for prefix, namer in _namers.items():
        keys = [subject.removeprefix(f"{prefix}:") for subject in subjects if subject.startswith(f"{prefix}:")]
        if keys:
            found |= {f"{prefix}:{key}": f"{name} ({key})" for key, name in namer(keys).items()}
    return found
