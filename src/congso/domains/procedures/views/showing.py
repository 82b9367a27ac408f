"""Rows as the templates draw them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.procedures.limits import limit_text
from congso.domains.procedures.models import ProcedureVersion, Publication, VersionChannel
from congso.domains.procedures.policies import can_publish
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A way of handing in with its limit in words."""

    channel: VersionChannel
    limit: str


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """Where a procedure is offered, on what terms."""

    publication: Publication
    agency: str
    limit: str
    agency_limit: str
    is_outdated: bool
    """The procedure has a newer version than the one published."""
    begins_later: bool
    may_change: bool


def channel_rows(version: ProcedureVersion) -> list[ChannelRow]:
    """The ways of handing in."""
    return [ChannelRow(row, limit_text(row.amount, row.unit)) for row in version.channels.all()]


def publication_rows(rows: Iterable[Publication], actor: Actor) -> list[PublicationRow]:
    """The publications with the names of their agencies."""
    units, today = tree(), clock.today()
    return [
        PublicationRow(
            row, units.name(row.agency_id), limit_text(row.legal_amount, row.legal_unit),
            limit_text(row.agency_amount, row.agency_unit), row.version.valid_to is not None, row.valid_from > today,
            row.valid_to is None and can_publish(actor, row.agency_id),
        )
        for row in rows
    ]  # fmt: skip
