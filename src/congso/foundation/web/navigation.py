"""The menu of the official's workspace: each room registers its entries in ``apps.ready()``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from django.core.checks import CheckMessage, Error
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.foundation.web.icons import icon_names

Label = str | Promise


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the menu (mục trong danh mục công việc).

    Without ``action`` every official sees it; with one, only who may do that action somewhere.
    ``shortcut`` is a key sequence such as ``"g i"``; ``count_url_name`` names a view that answers a short
    text (a number) put beside the label after the page has come.
    """

    key: str
    label: Label
    url_name: str
    icon: str
    group: str
    order: int = 100
    action: str | None = None
    shortcut: str = ""
    count_url_name: str = ""


@dataclass(frozen=True, slots=True)
class NavLink:
    """An entry as the page draws it."""

    key: str
    label: Label
    url: str
    icon: str
    shortcut: str
    count_url: str
    current: bool


@dataclass(frozen=True, slots=True)
class NavSection:
    """A group of entries under its heading."""

    key: str
    label: Label
    links: tuple[NavLink, ...]


_groups: dict[str, tuple[int, Label]] = {
    "work": (10, _("Công việc")),
    "counter": (20, _("Một cửa")),
    "documents": (30, _("Văn bản")),
    "reports": (40, _("Báo cáo")),
    "catalogue": (50, _("Danh mục")),
    "admin": (60, _("Quản trị")),
}
_items: dict[str, NavItem] = {}
_editions = count()
_edition = [next(_editions)]
_search: list[str] = []


def register_group(key: str, label: Label, order: int) -> None:
    """Add a heading to the menu beside the usual ones (work, counter, documents, reports, catalogue, admin)."""
    _groups[key] = (order, label)
    _begin_edition()


def register(item: NavItem) -> None:
    """Add an entry; a key may be used once and its group must be known."""
    if item.key in _items:
        raise ValueError(f"navigation entry {item.key!r} is registered twice")
    if item.group not in _groups:
        raise ValueError(f"navigation entry {item.key!r} names the unknown group {item.group!r}")
    _items[item.key] = item
    _begin_edition()


def _begin_edition() -> None:
    """Another set of entries: what was drawn of the former one is not used again."""
    _edition[:] = [next(_editions)]


def register_search(url_name: str) -> None:
    """Name the page that answers the search box of the top bar (GET, parameter ``q``)."""
    _search[:] = [url_name]


def search_url() -> str:
    """Address of the search page; empty while no room offers one, and then no box is drawn."""
    return _address(_search[0], get_urlconf()) if _search else ""


def _shown(actor: Actor, path: str) -> tuple[list[NavItem], dict[str, str], str | None]:
    """The entries this actor may use, their addresses, and the key of the one nearest to ``path``."""
    shown = [item for item in _items.values() if item.action is None or actor.may(item.action)]
    urlconf = get_urlconf()
    urls = {item.key: _address(item.url_name, urlconf) for item in shown}
    return shown, urls, _nearest(urls, path)


def menu_key(actor: Actor, path: str) -> tuple[object, ...]:
    """What ``menu`` would give, in short: equal keys mean an equal menu."""
    _items_shown, urls, current = _shown(actor, path)
    return _edition[0], get_urlconf(), current, *urls


def menu(actor: Actor, path: str) -> tuple[NavSection, ...]:
    """The groups and entries this actor may use; the entry nearest to ``path`` is marked as current."""
    shown, urls, current = _shown(actor, path)
    sections = []
    for key, (_order, label) in sorted(_groups.items(), key=lambda entry: entry[1][0]):
        inside = sorted(
            (item for item in shown if item.group == key), key=lambda item: (item.order, item.key)
        )
        if inside:
            links = tuple(_link(item, urls[item.key], item.key == current) for item in inside)
            sections.append(NavSection(key, label, links))
    return tuple(sections)


def _link(item: NavItem, url: str, current: bool) -> NavLink:
    count_url = _address(item.count_url_name, get_urlconf()) if item.count_url_name else ""
    return NavLink(item.key, item.label, url, item.icon, item.shortcut, count_url, current)


def _nearest(urls: dict[str, str], path: str) -> str | None:
    inside = [
        (len(url), key) for key, url in urls.items() if path == url or (url != "/" and path.startswith(url))
    ]
    return max(inside)[1] if inside else None


@lru_cache(maxsize=256)
def _address(url_name: str, urlconf: str | None) -> str:
    return reverse(url_name, urlconf=urlconf)


@contextmanager
def isolated() -> Iterator[None]:
    """An empty registry inside the block, the former one after it (for tests)."""
    groups, items, search = dict(_groups), dict(_items), list(_search)
    _items.clear()
    _search.clear()
    _address.cache_clear()
    _begin_edition()
    try:
        yield
    finally:
        _groups.clear()
        _groups.update(groups)
        _items.clear()
        _items.update(items)
        _search[:] = search
        _address.cache_clear()
        _begin_edition()


def check_navigation(app_configs: Sequence[object] | None = None, **_kwargs: object) -> list[CheckMessage]:
    """System check: every entry leads somewhere and its icon is in the sprite."""
    found: list[CheckMessage] = []
    for item in _items.values():
        if item.icon not in icon_names():
            found.append(Error(f"navigation entry {item.key!r}: no icon {item.icon!r}", id="web.E001"))
        for url_name in filter(None, (item.url_name, item.count_url_name)):
            try:
                reverse(url_name)
            except NoReverseMatch:
                found.append(Error(f"navigation entry {item.key!r}: no address {url_name!r}", id="web.E002"))
    return found
