"""The portal on the page of a dossier."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from congso.domains.national.policies import can_manage
from congso.domains.national.queries.reporting import standing_of
from congso.domains.national.services.telling import is_connected
from congso.domains.national.states import name_of
from congso.foundation.web.requests import actor_of


def dossier_panel(request: HttpRequest, dossier_id: UUID) -> SafeString | None:
    """Whether the portal has it and what it was told; nothing where there is no connection."""
    if not is_connected():
        return None
    standing = standing_of(dossier_id)
    context = {"standing": standing, "status": name_of(standing.synced.status_code) if standing.synced else "", "dossier_id": dossier_id,
               "may_manage": can_manage(actor_of(request))}  # fmt: skip
    return render_to_string("national/panel.html", context, request=request)
