"""Take in a file of the national catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import sort_key
from congso.domains.procedures.enums import Origin
from congso.domains.procedures.legal import split_legal_bases
from congso.domains.procedures.models import (
    Procedure,
    ProcedureField,
    ProcedureVersion,
    VersionChannel,
    VersionLegalBasis,
    VersionPaper,
    VersionResult,
)
from congso.domains.procedures.parsing import channel_values, paper_values, version_values
from congso.domains.procedures.policies import require_can_manage
from congso.domains.procedures.queries.comparing import Difference, ImportReport, batches
from congso.domains.procedures.search_keys import name_key, search_key_of
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch

LISTED_IN_AUDIT = 200


def import_catalogue(
    *, actor: Actor, path: Path, on: date | None = None, progress: Callable[[int], None] | None = None
) -> ImportReport:
    """Take in a file of the national catalogue (nhập danh mục thủ tục), in force from ``on`` (today).

    Repeatable: a record with the same content changes nothing; a changed one becomes a new version and closes
    the old. All or nothing: raises BrokenSourceFile and changes nothing. ``progress`` is told the records done.
    """
    report, day = ImportReport(dry_run=False), on or clock.today()
    with write_action("procedures.import_catalogue", actor=actor) as action:
        require_can_manage(actor)
        _refuse_older_than_held(day)
        fields = dict(ProcedureField.objects.values_list("name", "id"))
        for batch in batches(path, report):
            _write([row for row in batch if row.is_new or row.is_changed], day, fields)
            if progress:
                progress(report.total)
        action.record(
            ("procedures.catalogue", path.name), sha256=_digest(path), total=report.total, new=len(report.new),
            changed=dict(list(report.changed.items())[:LISTED_IN_AUDIT]), changed_count=len(report.changed),
            unchanged=report.unchanged, gone=len(report.gone), decomposed=report.decomposed, valid_from=day,
        )  # fmt: skip
        if report.new or report.changed:
            epoch.bump()
    return report


def _refuse_older_than_held(day: date) -> None:
    newest = ProcedureVersion.objects.filter(valid_to=None).aggregate(day=models.Max("valid_from"))["day"]
    if newest is not None and day < newest:
        raise InvalidInput(field="on", reason=f"{day:%d/%m/%Y} < {newest:%d/%m/%Y}")


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _write(rows: list[Difference], day: date, fields: dict[str, int]) -> None:
    if not rows:
        return
    held = [row.held.version_id for row in rows if row.held]
    ProcedureVersion.objects.filter(pk__in=held).update(valid_to=day)
    _add_fields((row.record.data["linh_vuc"] for row in rows), fields)
    procedures = _procedures(rows)
    versions = ProcedureVersion.objects.bulk_create(
        [_version(row, procedures[row.record.code], fields[row.record.data["linh_vuc"]], day) for row in rows]
    )
    details = list(zip(versions, (row.record.data for row in rows), strict=True))
    _details(VersionChannel.objects, details, lambda data: [channel_values(row) for row in data["cach_thuc"]])
    _details(
        VersionPaper.objects, details, lambda data: [paper_values(row) for row in data["thanh_phan_ho_so"]]
    )
    _details(VersionResult.objects, details, _results)
    _details(VersionLegalBasis.objects, details, _legal_bases)


def _procedures(rows: list[Difference]) -> dict[str, int]:
    known = {row.record.code: row.held.procedure_id for row in rows if row.held}
    added = Procedure.objects.bulk_create(
        [Procedure(code=row.record.code) for row in rows if row.held is None]
    )
    return known | {procedure.code: procedure.pk for procedure in added}


def _add_fields(names: Iterable[str], fields: dict[str, int]) -> None:
    missing = sorted(set(names) - set(fields))
    added = ProcedureField.objects.bulk_create(
        ProcedureField(name=name, sort_key=sort_key(name)) for name in missing
    )
    fields.update({field.name: field.pk for field in added})


def _version(row: Difference, procedure_id: int, field_id: int, day: date) -> ProcedureVersion:
    record, values = row.record, version_values(row.record.data)
    return ProcedureVersion(
        procedure_id=procedure_id, number=row.held.number + 1 if row.held else 1, valid_from=day,
        origin=Origin.NATIONAL, content_hash=record.content_hash, parts=record.parts, field_id=field_id,
        sort_key=name_key(values["name"]),
        search_key=search_key_of(record.code, values["name"], record.data["linh_vuc"]), **values,
    )  # fmt: skip


def _details(
    rows: models.Manager[Any],
    details: list[tuple[ProcedureVersion, dict[str, Any]]],
    values: Callable[[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    rows.bulk_create(
        [
            rows.model(version=version, order=order, **row)
            for version, data in details
            for order, row in enumerate(values(data), start=1)
        ],
        batch_size=2000,
    )


def _results(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"code": row.get("ma") or "", "name": row.get("ten") or ""} for row in data["ket_qua"]]


def _legal_bases(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"number": number, "title": title} for number, title in split_legal_bases(data["can_cu_goc"])]
