"""The catalogue as officials leaf through it."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Length, Round

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import fold
from congso.domains.procedures.enums import Level
from congso.domains.procedures.models import ProcedureField, ProcedureVersion, Publication
from congso.domains.procedures.policies import require_can_read
from congso.domains.procedures.queries.terms import Alternatives, terms_of
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import valid_on

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty values narrow nothing."""

    text: str = ""
    field_id: int | None = None
    level: str = ""
    agency_id: int | None = None
    published: bool | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """A page of the list and the key of the next one (empty at the end)."""

    rows: list[ProcedureVersion]
    next_key: str


def catalogue(*, viewer: Actor, wanted: Wanted, after: str = "", size: int = PAGE) -> CataloguePage:
    """Versions in force, by name; with a search text the best match first.

    Each row has ``offered``: at how many agencies it is published. Pages go by key, not by number.
    """
    require_can_read(viewer)
    rows = _narrowed(wanted)
    order: tuple[str, ...] = ("sort_key", "id")
    if fold(wanted.text):
        rows, order = _searched(rows, wanted.text), ("-score", "length", "id")
    if after:
        rows = rows.filter(_beyond(order, _opened(after, len(order))))
    found = list(rows.order_by(*order)[: size + 1])
    more = len(found) > size
    found = found[:size]
    return CataloguePage(found, _key(found[-1], order) if more else "")


@remembered(largest=1)
def fields() -> list[tuple[int, str]]:
    """(id, name) of the fields of administration, by name."""
    return list(ProcedureField.objects.values_list("id", "name"))


@remembered(largest=2)
def vocabulary() -> list[str]:
    """All folded words of the catalogue, sorted."""
    keys = ProcedureVersion.objects.filter(valid_to=None).values_list("search_key", flat=True)
    return sorted({word for key in keys for word in key.split()})


def _narrowed(wanted: Wanted) -> QuerySet[ProcedureVersion]:
    on = wanted.on or clock.today()
    offered = Publication.objects.filter(valid_on(on), procedure_id=OuterRef("procedure_id")).order_by()
    counted = offered.values("procedure_id").annotate(total=Count("id")).values("total")
    rows = (
        ProcedureVersion.objects.filter(valid_on(on))
        .select_related("procedure", "field")
        .only(
            "name", "sort_key", "levels", "number", "origin", "procedure__code", "field__name", "valid_from"
        )
        .annotate(offered=Coalesce(Subquery(counted, output_field=IntegerField()), Value(0)))
    )
    if wanted.field_id:
        rows = rows.filter(field_id=wanted.field_id)
    if wanted.level in Level.values:
        rows = rows.filter(levels__contains=[wanted.level])
    if wanted.agency_id:
        here = Publication.objects.filter(valid_on(on), agency_id=wanted.agency_id).values("procedure_id")
        return rows.filter(procedure_id__in=here)
    if wanted.published is not None:
        rows = rows.filter(offered__gt=0) if wanted.published else rows.filter(offered=0)
    return rows


def _searched(rows: QuerySet[ProcedureVersion], text: str) -> QuerySet[ProcedureVersion]:
    terms, folded = terms_of(text, vocabulary()), fold(text)
    all_words = reduce(and_, [_either(ways) for ways in terms], Q())
    likeness = Cast(Round(TrigramWordSimilarity(folded, "search_key") * 1000), IntegerField())
    return rows.filter(all_words | Q(search_key__trigram_word_similar=folded)).annotate(
        score=Case(When(all_words, then=Value(1000)), default=Value(0), output_field=IntegerField())
        + likeness,
        length=Length("name"),
    )


def _either(ways: Alternatives) -> Q:
    return reduce(or_, [reduce(and_, [Q(search_key__contains=f" {word}") for word in way]) for way in ways])


def _beyond(order: tuple[str, ...], values: list[object]) -> Q:
    found, equal = Q(), Q()
    for column, value in zip(order, values, strict=True):
        name, step = (column[1:], "lt") if column.startswith("-") else (column, "gt")
        found |= equal & Q(**{f"{name}__{step}": value})
        equal &= Q(**{name: value})
    return found


def _key(row: ProcedureVersion, order: tuple[str, ...]) -> str:
    values = [getattr(row, column.removeprefix("-")) for column in order]
    return urlsafe_b64encode(json.dumps(values).encode()).decode()


def _opened(key: str, length: int) -> list[object]:
    """The values of a page key; raises NotVisible for one that we did not make for this order."""
    try:
        values = json.loads(urlsafe_b64decode(key.encode()))
    except ValueError as error:
        raise NotVisible from error
    kinds = [str, int] if length == 2 else [int, int, int]
    if not isinstance(values, list) or [type(value) for value in values] != kinds:
        raise NotVisible
    return values


def procedure_in_force(*, viewer: Actor, code: str, on: date | None = None) -> ProcedureVersion:
    """The version of a procedure in force on a day, with its parts; raises NotVisible."""
    require_can_read(viewer)
    return _version(Q(procedure__code=code) & valid_on(on or clock.today()))


def procedure_version(*, viewer: Actor, code: str, number: int) -> ProcedureVersion:
    """A version by its number, with its parts; raises NotVisible."""
    require_can_read(viewer)
    return _version(Q(procedure__code=code, number=number))


def latest_version(*, viewer: Actor, code: str) -> ProcedureVersion:
    """The version not yet replaced, with its parts; raises NotVisible."""
    require_can_read(viewer)
    return _version(Q(procedure__code=code, valid_to=None))


def _version(which: Q) -> ProcedureVersion:
    found = (
        ProcedureVersion.objects.filter(which)
        .select_related("procedure", "field")
        .prefetch_related("channels", "papers", "results", "legal_bases")
        .order_by("-number")
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def versions_of(*, viewer: Actor, procedure_id: int) -> QuerySet[ProcedureVersion]:
    """All versions of a procedure, the newest first, without their long texts."""
    require_can_read(viewer)
    return (
        ProcedureVersion.objects.filter(procedure_id=procedure_id)
        .only("number", "valid_from", "valid_to", "origin", "change_note", "name")
        .annotate(field_name=F("field__name"))
        .order_by("-number")
    )
