"""The list of people, a person's page, and what is done there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.core.actors import EVERYWHERE
from congso.foundation.orgs.choosing import grouped
from congso.foundation.orgs.queries import tree
from congso.foundation.people import services
from congso.foundation.people.forms import AccountForm, AppointForm, EditAccountForm, EndForm, ReasonForm
from congso.foundation.people.pages import people_page, person_page
from congso.foundation.people.policies import MANAGE, require_can_manage, require_can_manage_person
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of

_reading_and_writing = require_http_methods(["GET", "POST"])


def _trail(name: str = "", account_id: int | None = None) -> list[tuple[str, str]]:
    trail = [(reverse("people:list"), _("Cán bộ"))]
    return [*trail, (reverse("people:person", args=[account_id]), name)] if account_id else trail


@require_GET
@login_required
def list_page(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, by name."""
    viewer, words = actor_of(request), request.GET.get("q", "")[:100]
    unit = request.GET.get("don-vi", "")
    unit_id = int(unit) if unit.isdecimal() and int(unit) in tree().nodes else None
    locked = request.GET.get("khoa") == "1"
    page = people_page(
        viewer=viewer, words=words, unit_id=unit_id, after=request.GET.get("after", ""), locked=locked
    )
    context = {"page": page, "words": words, "unit_id": unit_id, "locked": locked, "groups": grouped(tree())}
    return render(request, "people/list.html", context)


@require_GET
@login_required
def person(request: HttpRequest, account_id: int) -> HttpResponse:
    """A person with their seats and delegations."""
    page = person_page(viewer=actor_of(request), account_id=account_id)
    return render(request, "people/person.html", {"page": page, "trail": _trail()})


def _show_password(
    request: HttpRequest, account_id: int, name: str, username: str, password: str
) -> HttpResponse:
    context = {
        "account_id": account_id,
        "name": name,
        "username": username,
        "password": password,
        "trail": _trail(name, account_id),
    }
    return render(request, "people/password.html", context)


@never_cache
@_reading_and_writing
@login_required
def create_page(request: HttpRequest) -> HttpResponse:
    """Make an account; its temporary password is shown on the page that answers, and never again."""
    actor = actor_of(request)
    require_can_manage(actor)
    form = AccountForm(request.POST if request.method == "POST" else None)
    if made := ask(form, services.create_account, actor=actor):
        account, password = made
        return _show_password(request, account.pk, account.full_name, account.username, password)
    return form_page(request, form, title=_("Thêm cán bộ"), submit=_("Tạo tài khoản"), cancel_url=reverse("people:list"),
                     trail=_trail(), intro=_("Mật khẩu tạm hiện một lần sau khi tạo; người dùng phải đổi khi đăng nhập."))  # fmt: skip


@never_cache
@require_POST
@login_required
def password(request: HttpRequest, account_id: int) -> HttpResponse:
    """Give a new temporary password."""
    account, given = services.give_password(actor=actor_of(request), account_id=account_id)
    return _show_password(request, account.pk, account.full_name, account.username, given)


def _person_form(request: HttpRequest, account_id: int, form: forms.Form, **words: Any) -> HttpResponse:
    page = person_page(viewer=actor_of(request), account_id=account_id)
    here = reverse("people:person", args=[account_id])
    return form_page(
        request, form, cancel_url=here, trail=_trail(page.account.full_name, account_id), **words
    )


@_reading_and_writing
@login_required
def edit_page(request: HttpRequest, account_id: int) -> HttpResponse:
    """Correct name, mail, phone."""
    actor = actor_of(request)
    account = person_page(viewer=actor, account_id=account_id).account
    initial = {"full_name": account.full_name, "email": account.email, "phone": account.phone}
    form = EditAccountForm(request.POST if request.method == "POST" else None, initial=initial)
    if ask(form, services.edit_account, actor=actor, account_id=account_id):
        messages.success(request, _("Đã sửa thông tin."))
        return redirect("people:person", account_id)
    return _person_form(request, account_id, form, title=_("Sửa thông tin cán bộ"))


@_reading_and_writing
@login_required
def deactivate_page(request: HttpRequest, account_id: int) -> HttpResponse:
    """Lock an account."""
    actor = actor_of(request)
    require_can_manage_person(actor, account_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if ask(form, services.deactivate, actor=actor, account_id=account_id):
        messages.success(request, _("Đã khóa tài khoản."))
        return redirect("people:person", account_id)
    return _person_form(request, account_id, form, title=_("Khóa tài khoản"), submit=_("Khóa"), danger=True)


@require_POST
@login_required
def reactivate(request: HttpRequest, account_id: int) -> HttpResponse:
    """Open a locked account."""
    services.reactivate(actor=actor_of(request), account_id=account_id)
    messages.success(request, _("Đã mở khóa tài khoản."))
    return redirect("people:person", account_id)


@_reading_and_writing
@login_required
def appoint_page(request: HttpRequest, account_id: int) -> HttpResponse:
    """Put a person into a seat."""
    actor = actor_of(request)
    require_can_manage(actor)
    reach = actor.units_for(MANAGE)
    initial = {"valid_from": clock.today(), "is_main": True}
    form = AppointForm(request.POST if request.method == "POST" else None, allowed=None if reach == EVERYWHERE else reach,
                       initial=initial)  # fmt: skip
    if ask(form, services.appoint, actor=actor, account_id=account_id):
        messages.success(request, _("Đã bổ nhiệm."))
        return redirect("people:person", account_id)
    return _person_form(request, account_id, form, title=_("Bổ nhiệm, phân công"), submit=_("Bổ nhiệm"))


@_reading_and_writing
@login_required
def end_page(request: HttpRequest, account_id: int, appointment_id: int) -> HttpResponse:
    """End an appointment."""
    actor = actor_of(request)
    require_can_manage(actor)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"valid_to": clock.today()})
    if ask(form, services.end_appointment, actor=actor, appointment_id=appointment_id):
        messages.success(request, _("Đã ghi ngày thôi giữ vị trí."))
        return redirect("people:person", account_id)
    return _person_form(
        request, account_id, form, title=_("Thôi giữ vị trí"), submit=_("Ghi nhận"), danger=True
    )
