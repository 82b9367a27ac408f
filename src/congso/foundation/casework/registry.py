"""Where each kind of case has its page; modules register theirs in ``apps.ready()``."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise

_pages: dict[str, tuple[str, str | Promise]] = {}


def register_kind(kind: str, url_name: str, label: str | Promise) -> None:
    """Cases of ``kind`` are shown by ``url_name`` (one argument: the case's id) and called ``label``."""
    _pages[kind] = (url_name, label)


def page_of(kind: str, case_id: UUID) -> str:
    """The address of a case's page."""
    return _address(_pages[kind][0]).replace(str(_ANY), str(case_id))


_ANY = UUID(int=0)


@lru_cache(maxsize=64)
def _address(url_name: str) -> str:
    """The address with a placeholder: worked out once, not once a row."""
    return reverse(url_name, args=[_ANY])


def label_of(kind: str) -> str:
    """What a kind of case is called."""
    return str(_pages[kind][1]) if kind in _pages else kind


def kinds() -> dict[str, str]:
    """All kinds with their labels."""
    return {kind: str(label) for kind, (_url, label) in _pages.items()}
