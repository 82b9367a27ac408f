"""The whole public catalogue, for download."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from congso.core import clock
from congso.domains.procedures.models import ProcedureVersion, Publication
from congso.domains.procedures.queries.public_index import public_index
from congso.domains.procedures.queries.public_page import (
    PublicOffer,
    PublicProcedure,
    read_publication,
    read_version,
)
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import tree, valid_on

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class CatalogueState:
    """What the download holds today: how many procedures, a mark that changes with the content, the last change."""

    count: int
    published: int
    mark: str
    changed_on: date


def catalogue_state() -> CatalogueState:
    """The state of the public catalogue, from memory."""
    return _state(clock.today())


@remembered(largest=2)
def _state(on: date) -> CatalogueState:
    index, units = public_index(on), tree(on)
    digest = hashlib.sha256()
    for entry in index.in_order:
        names = sorted(units.name(agency) for agency in entry.agencies)
        digest.update(f"{entry.version_id}:{entry.publication_ids}:{names}\n".encode())
    begun = ProcedureVersion.objects.filter(valid_from__lte=on).aggregate(day=Max("valid_from"))["day"]
    offered = Publication.objects.filter(valid_from__lte=on).aggregate(day=Max("valid_from"))["day"]
    closed = Publication.objects.filter(valid_to__lte=on).aggregate(day=Max("valid_to"))["day"]
    return CatalogueState(
        count=len(index.in_order), published=sum(bool(entry.agencies) for entry in index.in_order),
        mark=digest.hexdigest()[:32], changed_on=max((day for day in (begun, offered, closed) if day), default=on),
    )  # fmt: skip


def public_codes() -> list[tuple[str, date]]:
    """(code, valid from) of every procedure in force, by code: for the site map."""
    return sorted((entry.code, entry.valid_from) for entry in public_index(clock.today()).in_order)


def whole_catalogue() -> Iterator[PublicProcedure]:
    """Every procedure in force with its parts, by code, a few hundred read at once."""
    on = clock.today()
    wanted = sorted((entry.code, entry.version_id) for entry in public_index(on).in_order)
    for begin in range(0, len(wanted), _AT_ONCE):
        ids = [version_id for _code, version_id in wanted[begin : begin + _AT_ONCE]]
        rows = (
            ProcedureVersion.objects.filter(pk__in=ids)
            .select_related("procedure", "field")
            .prefetch_related("channels", "papers", "results", "legal_bases")
            .order_by("procedure__code")
        )
        found = list(rows)
        offers = _offers([row.procedure_id for row in found], on)
        for row in found:
            yield read_version(row, tuple(offers.get(row.procedure_id, ())))


def _offers(procedure_ids: list[int], on: date) -> dict[int, list[PublicOffer]]:
    found: dict[int, list[PublicOffer]] = {}
    rows = (
        Publication.objects.filter(valid_on(on), procedure_id__in=procedure_ids)
        .prefetch_related("fees")
        .order_by("id")
    )
    for row in rows:
        found.setdefault(row.procedure_id, []).append(read_publication(row, on))
    return found
