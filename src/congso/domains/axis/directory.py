"""The list of agencies that connected systems keep a copy of."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from congso.domains.axis.models import Certificate, Member

MOST = 2000


def agencies(*, after: str = "", most: int = 1000) -> list[dict[str, Any]]:
    """Agencies by code, each with dates, successor, lock and the fingerprints of its system's certificates."""
    own = Prefetch("system__certificates", Certificate.objects.filter(withdrawn_at=None), to_attr="in_use")
    rows = Member.objects.filter(code__gt=after).select_related("system", "successor").prefetch_related(own)
    return [_entry(row) for row in rows.order_by("code")[: min(most, MOST)]]


def _entry(row: Member) -> dict[str, Any]:
    certificates = [each.sha256 for each in getattr(row.system, "in_use", [])] if row.system else []
    return {
        "code": row.code, "name": row.name, "pcode": row.parent_code, "mail": row.email, "from": row.valid_from.isoformat(),
        "to": row.valid_to.isoformat() if row.valid_to else "", "successor": row.successor.code if row.successor else "",
        "locked": row.locked_reason, "certificates": certificates, "connected": row.system_id is not None,
    }  # fmt: skip
