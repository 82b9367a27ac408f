"""Look-ups on the counter's screen and on the page of a dossier."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from congso.core import clock
from congso.domains.dossiers.facade import Dossier
from congso.domains.lookups.forms import CounterLookupForm
from congso.domains.lookups.policies import counter_for, may_ask_of
from congso.domains.lookups.queries.forwarding import has_rules, of_page
from congso.domains.lookups.queries.looking import is_connected, lookups_of
from congso.foundation.web.requests import actor_of


def intake_panel(request: HttpRequest, intake_key: UUID) -> SafeString | None:
    """The box to ask at the counter; nothing without a connection or the right."""
    if not is_connected() or counter_for(actor_of(request)) is None:
        return None
    publication = request.POST.get("publication") or request.GET.get("thu-tuc", "")
    initial = {"key": intake_key, "publication": publication, "purpose": _("Tiếp nhận hồ sơ tại quầy")}
    context = {"form": CounterLookupForm(initial=initial), "result": None, "is_open": False, "publication": publication, "key": intake_key}
    return render_to_string("lookups/intake_panel.html", context, request=request)


def dossier_panel(request: HttpRequest, dossier_id: UUID) -> SafeString | None:
    """What was asked for a dossier, and the way to ask; nothing where neither is."""
    dossier = Dossier.objects.select_related("case").filter(pk=dossier_id).first() if is_connected() else None
    if dossier is None:
        return None
    may_ask, rows = may_ask_of(actor_of(request), dossier.case), lookups_of(dossier)
    if not may_ask and not rows:
        return None
    return render_to_string("lookups/panel.html", {"lookups": rows, "may_ask": may_ask, "dossier_id": dossier_id}, request=request)


def forwarded_panel(request: HttpRequest, dossier_id: UUID) -> SafeString | None:
    """Where a dossier was sent on to and how it stands there; nothing for procedures that are bound to no system."""
    dossier = Dossier.objects.select_related("case").filter(pk=dossier_id).first() if has_rules() else None
    if dossier is None:
        return None
    found, may_ask = of_page(dossier, clock.today()), may_ask_of(actor_of(request), dossier.case)
    if not found.rows and not (found.rule and may_ask):
        return None
    return render_to_string("lookups/forwarded_panel.html", {"found": found, "may_ask": may_ask, "dossier_id": dossier_id}, request=request)
