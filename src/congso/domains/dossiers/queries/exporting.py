"""Everything of a citizen's own dossiers as data, for the copy that the law lets them have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import filename_safe
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.queries.own_page import released_result
from congso.foundation.files.models import ScanState, StoredFile
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True)
class OwnDossierData:
    """A dossier as plain values, and its files with their places in the copy."""

    data: dict[str, Any]
    files: tuple[tuple[str, StoredFile], ...]


def own_dossier_data(*, viewer: Actor) -> Iterator[OwnDossierData]:
    """The viewer's own dossiers, the oldest first; a constant number of queries a hundred. Raises NotVisible.

    What concerns others (dossiers one may only act in) is not one's own data.
    """
    if viewer.party_id is None:
        raise NotVisible
    rows = (
        Dossier.objects.filter(party_id=viewer.party_id, case__parent=None)
        .select_related("case", "filled_form", "result__stored")
        .prefetch_related("papers", "files__stored", "fees", "messages__files__stored")
        .order_by("pk")
    )
    for row in rows.iterator(chunk_size=100):
        files = tuple(_files(row))
        yield OwnDossierData(_data(row, [name for name, _stored in files]), files)


def _data(row: Dossier, files: list[str]) -> dict[str, Any]:
    units, form = tree(), getattr(row, "filled_form", None)
    return {
        "code": row.code, "procedure": row.procedure_code, "procedure_name": row.procedure_name,
        "agency": units.name(row.agency_id), "receiving_unit": units.name(row.receiving_unit_id),
        "submitted_at": row.submitted_at, "received_at": row.received_at, "promised_at": row.promised_at,
        "finished_at": row.finished_at, "returned_at": row.returned_at, "status": row.get_status_display(),
        "applicant": {
            "name": row.applicant_name, "identity_number": row.applicant_number, "address": row.applicant_address,
            "phone": row.applicant_phone, "email": row.applicant_email,
        },
        "request": row.request_summary, "answers": form.answers if form else {},
        "papers": [{"name": paper.name, "quantity": paper.quantity} for paper in row.papers.all()],
        "fees": [{"name": fee.name, "amount": fee.amount, "paid_at": fee.paid_at} for fee in row.fees.all()],
        "messages": [
            {"from_me": each.from_citizen, "at": each.at, "text": each.text} for each in row.messages.all()
        ],
        "files": files,
    }  # fmt: skip


def _files(row: Dossier) -> Iterator[tuple[str, StoredFile]]:
    """Papers, files of messages and the released result, numbered so that no name stands twice."""
    found = [(each.name, each.stored) for each in row.files.all()]
    found += [(each.name, each.stored) for message in row.messages.all() for each in message.files.all()]
    result = released_result(row)
    if (
        result is not None
        and result.stored is not None
        and not any(fee.paid_at is None for fee in row.fees.all())
    ):
        found.append((result.file_name, result.stored))
    for place, (name, stored) in enumerate(found, 1):
        if stored.scan != ScanState.INFECTED:
            yield f"{filename_safe(row.code)}/{place:02}-{filename_safe(name)}", stored
