"""Two versions of a procedure side by side."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.domains.procedures.enums import Channel, Level, ServiceLevel
from congso.domains.procedures.limits import limit_text
from congso.domains.procedures.models import ProcedureVersion


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was and as it is; ``kind``: same, changed, removed, added."""

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PartDifference:
    """A part of the wording that differs."""

    title: str | Promise
    lines: list[Line]


def differences(*, before: ProcedureVersion, after: ProcedureVersion) -> list[PartDifference]:
    """The parts in which two versions differ, line by line; equal lines are left out of long texts."""
    old, new = _parts(before), _parts(after)
    return [PartDifference(title, _lines(old[key][1], lines)) for key, (title, lines) in new.items()
            if old[key][1] != lines]  # fmt: skip


def _lines(before: list[str], after: list[str]) -> list[Line]:
    found: list[Line] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for old, new in zip_longest(before[i1:i2], after[j1:j2], fillvalue=""):
            kind = "changed" if old and new else "removed" if old else "added"
            found.append(Line(kind, old, new))
    return found


def _parts(version: ProcedureVersion) -> dict[str, tuple[str | Promise, list[str]]]:
    return {
        "name": (_("Tên thủ tục"), [version.name]),
        "field": (_("Lĩnh vực, bộ ngành"), [version.field.name, version.ministry]),
        "decision": (_("Quyết định công bố"), [version.decision_number, version.kind]),
        "levels": (_("Cấp thực hiện"), [str(Level(level).label) for level in version.levels]),
        "audience": (_("Đối tượng thực hiện"), list(version.audience)),
        "service_level": (_("Mức độ dịch vụ công"), [str(ServiceLevel(version.service_level).label)]),
        "authorities": (
            _("Cơ quan giải quyết"),
            [version.deciding_authority, version.performing_authority, version.coordinating_authority],
        ),
        "channels": (_("Cách thức, thời hạn, phí"), _channel_lines(version)),
        "papers": (_("Thành phần hồ sơ"), _paper_lines(version)),
        "steps": (_("Trình tự thực hiện"), version.steps.splitlines()),
        "requirements": (_("Yêu cầu, điều kiện"), version.requirements.splitlines()),
        "results": (_("Kết quả"), [f"{row.code} {row.name}".strip() for row in version.results.all()]),
        "legal_bases": (
            _("Căn cứ pháp lý"),
            [f"{row.number} {row.title}" for row in version.legal_bases.all()],
        ),
    }


def _channel_lines(version: ProcedureVersion) -> list[str]:
    return [
        " · ".join(
            filter(
                None,
                [str(Channel(row.channel).label), limit_text(row.amount, row.unit), row.fee_text, row.note],
            )
        )
        for row in version.channels.all()
    ]


def _paper_lines(version: ProcedureVersion) -> list[str]:
    return [
        f"{row.case_label}: {row.name} ({row.originals or 0}/{row.copies or 0})" if row.case_label
        else f"{row.name} ({row.originals or 0}/{row.copies or 0})"
        for row in version.papers.all()
    ]  # fmt: skip
