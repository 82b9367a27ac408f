"""The portal's list of agencies, and comparing one dossier."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.dossiers.facade import Dossier
from congso.domains.national.models import NationalAgency
from congso.domains.national.policies import require_can_manage
from congso.domains.national.services.connecting import ask_portal
from congso.domains.national.services.telling import note_heard
from congso.foundation.audit.writing import write_action


def pull_agencies(*, actor: Actor) -> int:
    """Fetch the list of agencies (LayDanhMucCoQuan); how many there are. Those no longer listed are marked, none is deleted.

    Raises NotAllowed, NotConnected, PortalSilent, PortalRefused.
    """
    require_can_manage(actor)
    connection, answer = ask_portal("LayDanhMucCoQuan", [])
    rows = {str(row["MADONVI"])[:35]: row for row in answer.rows if isinstance(row, dict) and row.get("MADONVI")}
    with write_action("national.pull_agencies", actor=actor) as action:
        agencies = [
            NationalAgency(code=code, name=nfc(str(row.get("TENDONVI") or ""))[:300], parent_code=str(row.get("MADONVICHA") or "")[:35],
                           seen_at=action.at)
            for code, row in rows.items()
        ]  # fmt: skip
        fields = ["name", "parent_code", "seen_at", "gone_at"]
        NationalAgency.objects.bulk_create(agencies, update_conflicts=True, unique_fields=["code"], update_fields=fields)
        if rows:
            NationalAgency.objects.filter(gone_at=None).exclude(code__in=list(rows)).update(gone_at=action.at)
        note_heard(connection.pk, answer.drift, action)
        action.record(("national.agencies", "*"), count=len(rows))
    return len(rows)


def look_up_dossier(*, actor: Actor, dossier_id: UUID) -> tuple[Dossier, dict[str, str] | None]:
    """What the portal holds of a dossier (TraCuuHoSo), None when it does not know it; the look-up is logged.

    Raises NotAllowed, NotVisible, NotConnected, PortalSilent, PortalRefused.
    """
    require_can_manage(actor)
    dossier = Dossier.objects.select_related("case", "party").filter(pk=dossier_id).first()
    if dossier is None:
        raise NotVisible
    connection, answer = ask_portal("TraCuuHoSo", [{"mahoso": dossier.code}])
    row = next((row for row in answer.rows if isinstance(row, dict) and str(row.get("MaHoSo")) == dossier.code), None)
    with write_action("national.look_up", actor=actor) as action:
        note_heard(connection.pk, answer.drift, action)
        action.record(dossier, code=dossier.code, found=row is not None)
    return dossier, {name: str(value) for name, value in row.items() if value is not None} if row else None
