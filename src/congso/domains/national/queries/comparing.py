"""One dossier here and at the portal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import mask_name
from congso.domains.dossiers.facade import Dossier
from congso.domains.national.composing import dossier_body, read_dossier
from congso.domains.national.models import SyncedDossier
from congso.domains.national.policies import require_can_manage
from congso.domains.national.queries.reporting import last_sendings
from congso.domains.national.states import name_of
from congso.foundation.outbox.models import Sending

COMPARED: dict[str, str | Promise] = {
    "TrangThaiHoSo": _("Trạng thái"), "MaTTHC": _("Mã thủ tục"), "TenTTHC": _("Tên thủ tục"), "ChuHoSo": _("Chủ hồ sơ"),
    "NgayTiepNhan": _("Ngày tiếp nhận"), "NgayHenTra": _("Ngày hẹn trả"), "NgayKetThucXuLy": _("Ngày kết thúc xử lý"),
    "NgayTra": _("Ngày trả"), "DonViXuLy": _("Đơn vị xử lý"), "KenhThucHien": _("Kênh thực hiện"),
}  # fmt: skip
_MOMENTS = frozenset({"NgayTiepNhan", "NgayHenTra", "NgayKetThucXuLy", "NgayTra"})
_MASKED = frozenset({"ChuHoSo"})


@dataclass(frozen=True)
class Line:
    """A field on both sides, as people read it."""

    label: str
    ours: str
    theirs: str
    differs: bool


@dataclass(frozen=True)
class DossierState:
    """What the page of one dossier shows."""

    dossier: Dossier
    synced: SyncedDossier | None
    synced_status: str
    sendings: list[Sending]


def dossier_state(*, viewer: Actor, dossier_id: UUID) -> DossierState:
    """A dossier as far as the portal is concerned; raises NotAllowed, NotVisible."""
    require_can_manage(viewer)
    dossier = Dossier.objects.select_related("case", "synced").filter(pk=dossier_id).first()
    if dossier is None:
        raise NotVisible
    synced = getattr(dossier, "synced", None)
    return DossierState(dossier, synced, name_of(synced.status_code) if synced else "", last_sendings(dossier_id))


def compare(dossier_id: UUID, held: Mapping[str, str]) -> list[Line]:
    """Ours beside what the portal answered; a field it did not tell is not compared. Rights are the look-up's."""
    dossier = read_dossier(dossier_id)
    if dossier is None:
        raise NotVisible
    ours = dossier_body(dossier)
    return [
        Line(str(label), _shown(name, ours[name]), _shown(name, held[name]), str(ours[name]) != held[name])
        for name, label in COMPARED.items() if name in held
    ]  # fmt: skip


def _shown(name: str, value: Any) -> str:
    text = str(value)
    if name == "TrangThaiHoSo":
        return f"{text} – {name_of(text)}"
    if name in _MASKED:
        return mask_name(text) if text else ""
    if name in _MOMENTS and len(text) == 14 and text.isdecimal():
        moment = datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=clock.VIETNAM)
        return f"{moment:%H:%M:%S %d/%m/%Y}"
    return text
