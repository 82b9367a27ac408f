"""The list of agencies that connected systems keep a copy of: those that take part here, and those reached over an axis above."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch

from congso.domains.axis.models import Beyond, Certificate, Member

MOST = 2000


def agencies(*, after: str = "", most: int = 1000) -> list[dict[str, Any]]:
    """Agencies by code, each with dates, successor, lock and the fingerprints of its system's certificates."""
    limit = min(most, MOST)
    own = Prefetch("system__certificates", Certificate.objects.filter(withdrawn_at=None), to_attr="in_use")
    rows = Member.objects.filter(code__gt=after).select_related("system", "successor").prefetch_related(own).order_by("code")[:limit]
    here = {row.code: _entry(row) for row in rows}
    beyond = Beyond.objects.filter(code__gt=after, upper__closed_at=None).exclude(code__in=Member.objects.values("code"))
    there = {row.code: _entry_beyond(row) for row in beyond.order_by("code", "-upper_id")[:limit]}
    return [found for _code, found in sorted((there | here).items())][:limit]


def _entry(row: Member) -> dict[str, Any]:
    certificates = [each.sha256 for each in getattr(row.system, "in_use", [])] if row.system else []
    return {
        "code": row.code, "name": row.name, "pcode": row.parent_code, "mail": row.email, "from": row.valid_from.isoformat(),
        "to": _day(row.valid_to), "successor": row.successor.code if row.successor else "",
        "locked": row.locked_reason, "certificates": certificates, "connected": row.system_id is not None,
    }  # fmt: skip


def _entry_beyond(row: Beyond) -> dict[str, Any]:
    return {
        "code": row.code, "name": row.name, "pcode": row.parent_code, "mail": row.email, "from": _day(row.valid_from), "to": _day(row.valid_to),
        "successor": row.successor_code, "locked": row.locked_reason, "certificates": row.certificates, "connected": True,
    }  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
