"""Compare a file of the national catalogue with what is held, without writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.domains.procedures.models import ProcedureVersion
from congso.domains.procedures.parsing import Record
from congso.domains.procedures.policies import require_can_manage
from congso.domains.procedures.source_file import read_records

BATCH = 200
PART_NAMES = {
    "name": _("tên thủ tục"), "field": _("lĩnh vực, bộ ngành"), "decision": _("quyết định công bố"),
    "levels": _("cấp thực hiện"), "audience": _("đối tượng"), "authorities": _("cơ quan giải quyết"),
    "channels": _("cách thức, thời hạn, phí"), "papers": _("thành phần hồ sơ"), "steps": _("trình tự"),
    "requirements": _("yêu cầu, điều kiện"), "results": _("kết quả"), "legal_bases": _("căn cứ pháp lý"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """The present version of a procedure, as far as comparing needs it."""

    version_id: int
    procedure_id: int
    code: str
    number: int
    content_hash: str
    parts: dict[str, str]
    origin: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A record of the file against the version held (none: the procedure is new)."""

    record: Record
    held: Held | None

    @property
    def is_new(self) -> bool:
        """Whether the procedure is not in the catalogue yet."""
        return self.held is None

    @property
    def is_changed(self) -> bool:
        """Whether the national wording differs from the one the present version stands on."""
        return self.held is not None and self.held.content_hash != self.record.content_hash

    @property
    def changed_parts(self) -> list[str]:
        """Which parts differ: name, papers, channels …"""
        before = self.held.parts if self.held else {}
        return [part for part, digest in self.record.parts.items() if before.get(part) != digest]


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do (``dry_run``)."""

    dry_run: bool
    total: int = 0
    new: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)
    """Held but not in the file: only reported, never removed."""
    replaced_local: list[str] = field(default_factory=list)
    """Changed at the source while a local correction was in force."""
    decomposed: int = 0
    """Records that were not in NFC."""
    components: int = 0
    """Papers and notes of the records written."""

    @property
    def changed_in_words(self) -> list[tuple[str, str]]:
        """(code, names of the changed parts) for the screen."""
        return [
            (code, ", ".join(str(PART_NAMES[part]) for part in parts)) for code, parts in self.changed.items()
        ]

    def count(self, difference: Difference) -> None:
        """Add a record to the figures."""
        self.total += 1
        self.decomposed += difference.record.was_decomposed
        if difference.is_new:
            self.new.append(difference.record.code)
        elif difference.is_changed:
            self.changed[difference.record.code] = difference.changed_parts
            if difference.held is not None and difference.held.origin == "local":
                self.replaced_local.append(difference.record.code)
        else:
            self.unchanged += 1
        if difference.is_new or difference.is_changed:
            self.components += len(difference.record.data["thanh_phan_ho_so"])


def batches(path: Path, report: ImportReport) -> Iterator[list[Difference]]:
    """The file's records beside what is held, a few hundred at a time; fills the report, the gone ones last."""
    held = _held()
    missing = set(held)
    records = read_records(path)
    while batch := list(islice(records, BATCH)):
        found = [Difference(record, held.get(record.code)) for record in batch]
        for difference in found:
            report.count(difference)
            missing.discard(difference.record.code)
        yield found
    report.gone = sorted(missing)


def preview_import(*, viewer: Actor, path: Path) -> ImportReport:
    """What an import of the file would change; raises BrokenSourceFile or NotAllowed."""
    require_can_manage(viewer)
    report = ImportReport(dry_run=True)
    for _batch in batches(path, report):
        pass
    return report


def _held() -> dict[str, Held]:
    rows = ProcedureVersion.objects.filter(valid_to=None).values_list(
        "id", "procedure_id", "procedure__code", "number", "content_hash", "parts", "origin"
    )
    return {row[2]: Held(*row) for row in rows}
