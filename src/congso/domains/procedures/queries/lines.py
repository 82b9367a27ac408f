"""The catalogue in short lines, for who publishes many procedures at once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from congso.core import clock
from congso.domains.procedures.models import ProcedureVersion, Publication
from congso.foundation.orgs.queries import valid_on


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """A procedure in force, with the first time limit and fee that its channels name."""

    version_id: int
    code: str
    name: str
    field: str
    amount: Decimal | None
    unit: str
    fee_amount: int | None
    result_code: str
    result_name: str


def shipped_catalogue() -> Path:
    """The national catalogue that comes with the program."""
    return Path(__file__).resolve().parent.parent / "data" / "thu_tuc_hanh_chinh_2642.jsonl.gz"


def catalogue_lines(*, field: str, level: str) -> list[CatalogueLine]:
    """Procedures of a field and level that are in force, by code."""
    rows = (
        ProcedureVersion.objects.filter(field__name=field, levels__contains=[level], valid_to=None)
        .select_related("procedure", "field")
        .prefetch_related("channels", "results")
        .order_by("procedure__code")
    )
    return [_line(row) for row in rows]


def _line(row: ProcedureVersion) -> CatalogueLine:
    channels = sorted(row.channels.all(), key=lambda channel: (channel.amount is None, channel.channel))
    first = channels[0] if channels else None
    fee = next((channel.fee_amount for channel in channels if channel.fee_amount), None)
    results = list(row.results.all())
    return CatalogueLine(
        version_id=row.pk, code=row.procedure.code, name=row.name, field=row.field.name,
        amount=first.amount if first else None, unit=first.unit if first else "", fee_amount=fee,
        result_code=results[0].code if results else "", result_name=results[0].name[:500] if results else "",
    )  # fmt: skip


def publication_ids() -> list[tuple[int, int]]:
    """(publication, agency) of everything published today."""
    rows = Publication.objects.filter(valid_on(clock.today())).order_by("id")
    return list(rows.values_list("id", "agency_id"))
