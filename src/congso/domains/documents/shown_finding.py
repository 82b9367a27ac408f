"""What was found, as the page says it: filters with their counts, what is chosen, how many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from congso.domains.documents.enums import Direction, State, Urgency
from congso.domains.documents.finding import FACETS, LETTER, Asked
from congso.domains.documents.forms.finding import boxes_of
from congso.domains.documents.queries_finding import COUNTED, Found
from congso.domains.documents.types import type_name
from congso.foundation.orgs.queries import tree

TITLES: dict[str, str | Promise] = {
    "direction": gettext_lazy("Đi hay đến"), "type": gettext_lazy("Tên loại"), "year": gettext_lazy("Năm"),
    "issuer": gettext_lazy("Cơ quan ban hành"), "state": gettext_lazy("Tình trạng"),
    "unit": gettext_lazy("Đơn vị soạn thảo, chủ trì"), "urgency": gettext_lazy("Độ khẩn"),
}  # fmt: skip


@dataclass(frozen=True)
class FacetValue:
    """A value to choose, with how many bear it."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter beside the list."""

    title: str
    values: list[FacetValue]


@dataclass(frozen=True)
class Chosen:
    """A filter that is on, and the address without it."""

    title: str
    label: str
    url: str


def _unit(value: str) -> str:
    number = int(value) if value.isdecimal() else 0
    return tree().name(number) if number in tree().nodes else value


_LABELS: dict[str, Callable[[str], str]] = {
    "direction": lambda value: str(Direction(value).label) if value in Direction.values else value,
    "type": lambda value: type_name("" if value == LETTER else value),
    "year": str,
    "issuer": str,
    "state": lambda value: str(State(value).label) if value in State.values else value,
    "unit": _unit,
    "urgency": lambda value: str(dict(Urgency.choices).get(int(value) if value.isdecimal() else -1, value)),
}


def _address(asked: Asked) -> str:
    return f"{reverse('documents:find')}?{urlencode(boxes_of(asked))}"


def facets_of(asked: Asked, found: Found) -> list[Facet]:
    """The filters that would tell the found apart, or are on."""
    shown = []
    for name in FACETS:
        chosen = getattr(asked, name)
        values = [
            FacetValue(_LABELS[name](each.value), each.count,
                       _address(asked.having(name, "" if each.value == chosen else each.value)), each.value == chosen)
            for each in found.facets[name]
        ]  # fmt: skip
        if len(values) > 1 or chosen:
            shown.append(Facet(str(TITLES[name]), values))
    return shown


def chosen_of(asked: Asked) -> list[Chosen]:
    """The filters that are on."""
    return [
        Chosen(str(TITLES[name]), _LABELS[name](getattr(asked, name)), _address(asked.having(name, "")))
        for name in FACETS if getattr(asked, name)
    ]  # fmt: skip


def total_words(found: Found) -> str:
    """How many fit, in words."""
    if found.more:
        count = f"{COUNTED:,}".replace(",", ".")
        return _("Hơn %(count)s văn bản; số đếm bên cạnh là của %(count)s văn bản mới nhất.") % {"count": count}
    return ngettext("%(count)s văn bản", "%(count)s văn bản", found.total) % {"count": found.total}
