"""Codes by which the portal knows the parts of procedures, kept from its catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from congso.domains.national.models import PortalCode
from congso.domains.national.reading import Told


def keep_codes(told: Mapping[str, Sequence[Told]]) -> None:
    """Inside the open action: the codes of these procedures as they are told now, in place of the former."""
    if not told:
        return
    PortalCode.objects.filter(procedure_code__in=told).delete()
    PortalCode.objects.bulk_create(
        PortalCode(procedure_code=code[:40], kind=each.kind, name=each.name, code=each.code.strip()[:60]) for code, rows in told.items() for each in rows
    )
