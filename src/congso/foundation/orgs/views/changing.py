"""Change the organisation, a form for each change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congso.core import clock
from congso.core.errors import NotVisible
from congso.foundation.orgs import services
from congso.foundation.orgs.forms import (
    CloseUnitForm,
    MoveUnitForm,
    OpenUnitForm,
    RenameUnitForm,
    ReorganisationForm,
    UnitDetailsForm,
)  # fmt: skip
from congso.foundation.orgs.models import Unit
from congso.foundation.orgs.pages import unit_page
from congso.foundation.orgs.panels import consequences_of
from congso.foundation.orgs.policies import require_can_manage, require_can_open_pages
from congso.foundation.orgs.queries import tree
from congso.foundation.web.forms import ask, form_page, require_whole
from congso.foundation.web.requests import actor_of

_reading_and_writing = require_http_methods(["GET", "POST"])


def _bound(request: HttpRequest, form: type[forms.Form], **options: Any) -> forms.Form:
    return form(request.POST if request.method == "POST" else None, **options)


def _unit_form(request: HttpRequest, unit_id: int, form: forms.Form, **words: Any) -> HttpResponse:
    page = unit_page(viewer=actor_of(request), unit_id=unit_id, on=clock.today())
    here = reverse("orgs:unit", args=[unit_id])
    return form_page(
        request,
        form,
        cancel_url=here,
        trail=[(reverse("orgs:tree"), _("Đơn vị")), (here, page.name)],
        **words,
    )


@_reading_and_writing
@login_required
def open_page(request: HttpRequest) -> HttpResponse:
    """Open a unit."""
    actor = actor_of(request)
    require_can_open_pages(actor)
    form = _bound(
        request, OpenUnitForm, initial={"parent_id": request.GET.get("cap-tren"), "valid_from": clock.today()}
    )
    if unit := ask(form, services.open_unit, actor=actor):
        messages.success(request, _("Đã thành lập đơn vị."))
        return redirect("orgs:unit", unit.pk)
    return form_page(request, form, title=_("Thành lập đơn vị"), submit=_("Thành lập"), cancel_url=reverse("orgs:tree"),
                     trail=[(reverse("orgs:tree"), _("Đơn vị"))])  # fmt: skip


@_reading_and_writing
@login_required
def rename_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Give a unit another name."""
    actor = actor_of(request)
    require_can_manage(actor, unit_id)
    form = _bound(request, RenameUnitForm, initial={"name": tree().name(unit_id)})
    if ask(form, services.rename_unit, actor=actor, unit_id=unit_id):
        messages.success(request, _("Đã ghi tên mới."))
        return redirect("orgs:unit", unit_id)
    return _unit_form(request, unit_id, form, title=_("Đổi tên đơn vị"),
                      intro=_("Tên cũ vẫn giữ cho những ngày trước ngày đổi tên."))  # fmt: skip


@_reading_and_writing
@login_required
def move_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Put a unit below another."""
    actor = actor_of(request)
    require_can_manage(actor, unit_id)
    form = _bound(request, MoveUnitForm)
    if ask(form, services.move_unit, actor=actor, unit_id=unit_id):
        messages.success(request, _("Đã chuyển đơn vị."))
        return redirect("orgs:unit", unit_id)
    return _unit_form(request, unit_id, form, title=_("Chuyển về cơ quan khác"))


@_reading_and_writing
@login_required
def close_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    """End a unit that nobody follows."""
    actor = actor_of(request)
    require_can_manage(actor, unit_id)
    form = _bound(request, CloseUnitForm)
    if ask(form, services.close_unit, actor=actor, unit_id=unit_id):
        messages.success(request, _("Đã ghi ngày kết thúc của đơn vị."))
        return redirect("orgs:unit", unit_id)
    intro = _(
        "Chỉ dùng khi không có đơn vị nào tiếp nhận. Nếu có, hãy dùng «Sắp xếp đơn vị» để hồ sơ và người đi theo."
    )
    return _unit_form(
        request, unit_id, form, title=_("Kết thúc hoạt động"), submit=_("Kết thúc"), intro=intro, danger=True
    )


@_reading_and_writing
@login_required
def details_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Correct identifier, function and ways to reach a unit."""
    actor = actor_of(request)
    require_can_manage(actor, unit_id)
    unit = Unit.objects.filter(pk=unit_id).values(*UnitDetailsForm.base_fields).first()
    if unit is None:
        raise NotVisible
    form = _bound(request, UnitDetailsForm, initial=unit)
    if form.is_bound:
        require_whole(form.data, form.fields)
    if ask(form, services.change_details, actor=actor, unit_id=unit_id):
        messages.success(request, _("Đã sửa thông tin đơn vị."))
        return redirect("orgs:unit", unit_id)
    return _unit_form(request, unit_id, form, title=_("Sửa thông tin đơn vị"))


def _parent_asked(request: HttpRequest) -> int | None:
    text = request.GET.get("cap-tren", "")
    units = tree()
    if text.isdecimal() and int(text) in units.nodes:
        return int(text)
    roots = units.children.get(None, [])
    return roots[0] if roots else None


@_reading_and_writing
@login_required
def reorganise_page(request: HttpRequest) -> HttpResponse:
    """Merge, split, rename or dissolve; what will follow is shown before it is done."""
    actor, parent_id = actor_of(request), _parent_asked(request)
    require_can_open_pages(actor)
    initial = {"predecessors": request.GET.getlist("don-vi"), "on": clock.today(), "move_people": True}
    form = ReorganisationForm(
        request.POST if request.method == "POST" else None, parent_id=parent_id, initial=initial
    )
    preview = None
    if form.is_valid():
        plan = form.plan()
        if "lam" in request.POST and (made := _carry_out(form, actor, plan)):
            messages.success(
                request, _("Đã sắp xếp đơn vị. Hồ sơ đang xử lý và người sẽ được chuyển ngay sau đây.")
            )
            return redirect("orgs:unit", made[0])
        preview = consequences_of(frozenset(plan.predecessor_ids))
    context = {"form": form, "preview": preview, "parent": tree().nodes.get(parent_id or 0),
               "trail": [(reverse("orgs:tree"), _("Đơn vị"))]}  # fmt: skip
    return render(request, "orgs/reorganise.html", context, status=422 if form.errors else 200)


def _carry_out(form: ReorganisationForm, actor: Any, plan: services.Reorganisation) -> list[int] | None:
    """Call the service; what it refuses stands in the form."""

    def service(**_answers: Any) -> list[int]:
        return services.reorganise(actor=actor, plan=plan)

    return ask(form, service)
