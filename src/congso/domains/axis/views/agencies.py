"""Who takes part: agencies with their codes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.domains.axis.forms import EndForm, MemberForm, NewMemberForm, ReasonForm
from congso.domains.axis.policies import require_can_manage
from congso.domains.axis.queries import member_of, members
from congso.domains.axis.services.taking_part import (
    change_member,
    end_member,
    lock_member,
    register_member,
)
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


def _trail() -> list[tuple[str, str]]:
    return [(reverse("axis:systems"), _("Trục liên thông")), (reverse("axis:agencies"), _("Đơn vị"))]


@require_GET
@login_required
def agency_list(request: HttpRequest) -> HttpResponse:
    """Agencies by code."""
    words, after = request.GET.get("q", "")[:100], request.GET.get("after", "")[:35]
    rows, older = members(viewer=actor_of(request), words=words, after=after)
    return render(request, "axis/agencies.html", {"rows": rows, "older": older, "words": words, "trail": _trail()[:1]})


@require_http_methods(["GET", "POST"])
@login_required
def new_agency(request: HttpRequest) -> HttpResponse:
    """Let an agency take part."""
    actor = actor_of(request)
    require_can_manage(actor)
    form = NewMemberForm(request.POST if request.method == "POST" else None, viewer=actor)
    if form.is_bound and attempt(form, lambda values: register_member(actor=actor, **values)):
        messages.success(request, _("Đã đăng ký đơn vị."))
        return redirect("axis:agencies")
    return form_page(request, form, title=_("Đăng ký đơn vị trên trục"), cancel_url=reverse("axis:agencies"), trail=_trail())


@require_http_methods(["GET", "POST"])
@login_required
def edit_agency(request: HttpRequest, member_id: int) -> HttpResponse:
    """Change an agency's name, address, system."""
    actor = actor_of(request)
    member = member_of(viewer=actor, member_id=member_id)
    given = {"name": member.name, "email": member.email, "system_pk": member.system_id or ""}
    form = MemberForm(request.POST if request.method == "POST" else None, viewer=actor, initial=given)
    if form.is_bound and attempt(form, lambda values: change_member(actor=actor, member_id=member_id, **values)):
        messages.success(request, _("Đã lưu đơn vị."))
        return redirect("axis:agencies")
    title = _("Sửa đơn vị %(code)s") % {"code": member.code}
    return form_page(request, form, title=title, cancel_url=reverse("axis:agencies"), trail=_trail())


@require_http_methods(["GET", "POST"])
@login_required
def lock(request: HttpRequest, member_id: int) -> HttpResponse:
    """Lock an agency: nothing is taken for it for now."""
    actor = actor_of(request)
    member = member_of(viewer=actor, member_id=member_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda values: lock_member(actor=actor, member_id=member_id, **values)):
        messages.success(request, _("Đã khóa đơn vị."))
        return redirect("axis:agencies")
    intro = _("Nơi gửi đến đơn vị này bị từ chối với mã 23 và lý do dưới đây.")
    return form_page(request, form, title=_("Khóa đơn vị %(code)s") % {"code": member.code}, submit=_("Khóa"), danger=True, intro=intro,
                     cancel_url=reverse("axis:agencies"), trail=_trail())  # fmt: skip


@require_POST
@login_required
def unlock(request: HttpRequest, member_id: int) -> HttpResponse:
    """Open an agency again."""
    lock_member(actor=actor_of(request), member_id=member_id, reason="")
    messages.success(request, _("Đã mở lại đơn vị."))
    return redirect("axis:agencies")


@require_http_methods(["GET", "POST"])
@login_required
def end(request: HttpRequest, member_id: int) -> HttpResponse:
    """End an agency; its mail goes to its successor."""
    actor = actor_of(request)
    member = member_of(viewer=actor, member_id=member_id)
    form = EndForm(request.POST if request.method == "POST" else None, viewer=actor)
    if form.is_bound and attempt(form, lambda given: end_member(actor=actor, member_id=member_id, on=given["on"], successor_id=given["successor"])):
        messages.success(request, _("Đã kết thúc đơn vị; gói tin gửi đến nó đi tới đơn vị kế thừa."))
        return redirect("axis:agencies")
    intro = _("Mã đã cấp không cấp lại cho đơn vị khác (Quyết định 20/2020/QĐ-TTg).")
    return form_page(request, form, title=_("Kết thúc đơn vị %(code)s") % {"code": member.code}, submit=_("Kết thúc"), danger=True, intro=intro,
                     cancel_url=reverse("axis:agencies"), trail=_trail())  # fmt: skip
