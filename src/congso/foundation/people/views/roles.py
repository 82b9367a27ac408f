"""Roles, their rights, and the seats of a unit."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core import clock
from congso.core.errors import NotVisible
from congso.foundation.orgs.queries import tree
from congso.foundation.people import services
from congso.foundation.people.actions import known_rights, rights_by_group
from congso.foundation.people.forms import EndPositionForm, RoleForm
from congso.foundation.people.models import Position, Role, RoleRight, Scope
from congso.foundation.people.pages import positions_page, rights_matrix, roles_page
from congso.foundation.people.policies import require_can_manage, require_can_manage_roles
from congso.foundation.web.forms import ask, form_page, require_whole
from congso.foundation.web.requests import actor_of

_reading_and_writing = require_http_methods(["GET", "POST"])


@require_GET
@login_required
def list_page(request: HttpRequest) -> HttpResponse:
    """All roles, and the table of who may do what how far."""
    found = roles_page(viewer=actor_of(request))
    roles, cells = rights_matrix()
    groups = [
        (group, [(right, [cells.get(right.code, {}).get(role.pk, "") for role in roles]) for right in rights])
        for group, rights in rights_by_group()
    ]
    return render(request, "people/roles.html", {"found": found, "roles": roles, "groups": groups})


@_reading_and_writing
@login_required
def create_page(request: HttpRequest) -> HttpResponse:
    """Add a role."""
    actor = actor_of(request)
    require_can_manage_roles(actor)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if role := ask(form, services.create_role, actor=actor):
        messages.success(request, _("Đã thêm vai trò. Mời chọn quyền."))
        return redirect("people:role", role.pk)
    return form_page(request, form, title=_("Thêm vai trò"), cancel_url=reverse("people:roles"),
                     trail=[(reverse("people:roles"), _("Vai trò và quyền"))])  # fmt: skip


@_reading_and_writing
@login_required
def edit_page(request: HttpRequest, role_id: int) -> HttpResponse:
    """Set what a role may do and how far."""
    actor = actor_of(request)
    require_can_manage_roles(actor)
    role = Role.objects.filter(pk=role_id).first()
    if role is None:
        raise NotVisible
    if request.method == "POST":
        require_whole(request.POST, ["name", *(f"quyen:{right}" for right in known_rights())])
        rights = {
            key.removeprefix("quyen:"): str(scope)
            for key, scope in request.POST.dict().items()
            if key.startswith("quyen:") and scope
        }
        services.set_rights(
            actor=actor, role_id=role_id, name=request.POST.get("name", "")[:100] or role.name, rights=rights
        )
        messages.success(request, _("Đã lưu quyền của vai trò."))
        return redirect("people:roles")
    held = dict(RoleRight.objects.filter(role=role).values_list("action", "scope"))
    groups = [
        (group, [(right, held.get(right.code, "")) for right in rights])
        for group, rights in rights_by_group()
    ]
    context = {"role": role, "groups": groups, "scopes": Scope.choices,
               "trail": [(reverse("people:roles"), _("Vai trò và quyền"))]}  # fmt: skip
    return render(request, "people/role.html", context)


@require_GET
@login_required
def positions(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The seats of a unit."""
    rows = positions_page(viewer=actor_of(request), unit_id=unit_id)
    context = {"rows": rows, "unit_id": unit_id, "unit": tree().path(tree().get(unit_id).id)}
    return render(request, "people/positions.html", context)


@_reading_and_writing
@login_required
def end_position_page(request: HttpRequest, position_id: int) -> HttpResponse:
    """Take a vacant seat out of a unit."""
    actor = actor_of(request)
    position = Position.objects.filter(pk=position_id).first()
    require_can_manage(actor, position.unit_id if position else None)
    if position is None:
        raise NotVisible
    back = reverse("people:positions", args=[position.unit_id])
    form = EndPositionForm(
        request.POST if request.method == "POST" else None, initial={"valid_to": clock.today()}
    )
    if ask(form, services.close_position, actor=actor, position_id=position_id):
        messages.success(request, _("Đã bỏ vị trí."))
        return redirect(back)
    return form_page(request, form, title=_("Bỏ vị trí: %(title)s") % {"title": position.title}, submit=_("Bỏ vị trí"),
                     cancel_url=back, trail=[(back, _("Vị trí của đơn vị"))], danger=True)  # fmt: skip
