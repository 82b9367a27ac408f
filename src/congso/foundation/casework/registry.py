"""Where each kind of case has its page; modules register theirs in ``apps.ready()``."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, override

_pages: dict[str, tuple[str, str | Promise]] = {}


def register_kind(kind: str, url_name: str, label: str | Promise) -> None:
    """Cases of ``kind`` are shown by ``url_name`` (one argument: the case's id) and called ``label``."""
    _pages[kind] = (url_name, label)
    _labels.cache_clear()


def page_of(kind: str, case_id: UUID) -> str:
    """The address of a case's page."""
    before, after = _address(_pages[kind][0])
    return f"{before}{case_id}{after}"


_ANY = UUID(int=0)


@lru_cache(maxsize=64)
def _address(url_name: str) -> tuple[str, str]:
    """The address before and after the case's id: worked out once, not once a row."""
    before, _any, after = reverse(url_name, args=[_ANY]).partition(str(_ANY))
    return before, after


def kinds() -> dict[str, str]:
    """All kinds with their labels in the language of the screen."""
    return dict(_labels(get_language()))


@lru_cache(maxsize=8)
def _labels(language: str | None) -> tuple[tuple[str, str], ...]:
    with override(language):
        return tuple((kind, str(label)) for kind, (_url, label) in _pages.items())
