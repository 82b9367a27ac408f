"""The administrator's screens of programs."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.domains.clients.forms import ClientForm, ReachForm, ReasonForm
from congso.domains.clients.models import Client, HookEvent, Scope
from congso.domains.clients.policies import require_can_manage
from congso.domains.clients.queries import client_of, client_page, clients
from congso.domains.clients.services.registering import (
    ClientIn,
    change_client,
    close_client,
    register_client,
    renew_secret,
    set_reach,
)
from congso.foundation.orgs.queries import tree
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt

_SCOPES, _EVENTS = dict(Scope.choices), dict(HookEvent.choices)


def _trail(client: Client | None = None) -> list[tuple[str, str]]:
    found = [(reverse("clients:list"), _("Ứng dụng kết nối"))]
    return found if client is None else [*found, (reverse("clients:page", args=[client.pk]), client.name)]


@require_GET
@login_required
def client_list(request: HttpRequest) -> HttpResponse:
    """Programs that ask us."""
    return render(request, "clients/list.html", {"rows": clients(viewer=actor_of(request))})


def _show(request: HttpRequest, client: Client, secret: str) -> HttpResponse:
    return render(request, "clients/secret.html", {"client": client, "secret": secret, "trail": _trail(client)})


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Register a program; its secret is shown once."""
    actor = actor_of(request)
    require_can_manage(actor)
    form = ClientForm(request.POST if request.method == "POST" else None)
    made = attempt(form, lambda values: register_client(actor=actor, given=ClientIn(**values))) if form.is_bound else None
    if made is not None:
        return _show(request, *made)
    return form_page(request, form, title=_("Đăng ký ứng dụng kết nối"), cancel_url=reverse("clients:list"), trail=_trail())


@require_GET
@login_required
def page(request: HttpRequest, client_pk: int) -> HttpResponse:
    """A program: what it may ask, whom we tell, how often it asked."""
    found = client_page(viewer=actor_of(request), client_pk=client_pk)
    units = tree()
    reaches = [(each.agency_id, units.name(each.agency_id), [_SCOPES.get(scope, scope) for scope in each.scopes]) for each in found.reaches]
    hooks = [(each, units.name(each.agency_id), [_EVENTS.get(event, event) for event in each.events]) for each in found.hooks]
    return render(request, "clients/page.html", {"found": found, "client": found.client, "reaches": reaches, "hooks": hooks, "trail": _trail()})


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, client_pk: int) -> HttpResponse:
    """Change a program."""
    actor = actor_of(request)
    client = client_of(viewer=actor, client_pk=client_pk)
    given = {name: getattr(client, name) for name in ClientForm.base_fields} | {"hosts": "\n".join(client.hosts)}
    form = ClientForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and attempt(form, lambda values: change_client(actor=actor, client_pk=client_pk, given=ClientIn(**values))):
        messages.success(request, _("Đã lưu ứng dụng."))
        return redirect("clients:page", client_pk)
    return form_page(request, form, title=_("Sửa ứng dụng kết nối"), cancel_url=reverse("clients:page", args=[client_pk]), trail=_trail(client))


@require_http_methods(["GET", "POST"])
@login_required
def reach(request: HttpRequest, client_pk: int) -> HttpResponse:
    """Say what a program may ask of an agency."""
    actor = actor_of(request)
    found = client_page(viewer=actor, client_pk=client_pk)
    asked = request.GET.get("co-quan", "")
    known = {str(each.agency_id): each.scopes for each in found.reaches}
    form = ReachForm(request.POST if request.method == "POST" else None, initial={"agency_id": asked, "scopes": known.get(asked, [])})
    if form.is_bound and attempt(form, lambda values: [set_reach(actor=actor, client_pk=client_pk, **values)]):
        messages.success(request, _("Đã đặt phạm vi của ứng dụng."))
        return redirect("clients:page", client_pk)
    return form_page(request, form, title=_("Phạm vi của ứng dụng"), cancel_url=reverse("clients:page", args=[client_pk]), trail=_trail(found.client))


@never_cache
@require_POST
@login_required
def renew(request: HttpRequest, client_pk: int) -> HttpResponse:
    """Another secret, shown once."""
    actor = actor_of(request)
    secret = renew_secret(actor=actor, client_pk=client_pk)
    return _show(request, client_of(viewer=actor, client_pk=client_pk), secret)


@require_http_methods(["GET", "POST"])
@login_required
def close(request: HttpRequest, client_pk: int) -> HttpResponse:
    """Take everything back, with the reason."""
    actor = actor_of(request)
    client = client_of(viewer=actor, client_pk=client_pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda values: close_client(actor=actor, client_pk=client_pk, **values)):
        messages.success(request, _("Đã thu hồi ứng dụng."))
        return redirect("clients:page", client_pk)
    return form_page(request, form, title=_("Thu hồi ứng dụng"), submit=_("Thu hồi"), danger=True, cancel_url=reverse("clients:page", args=[client_pk]),
                     trail=_trail(client))  # fmt: skip
