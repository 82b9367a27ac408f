"""Who is connected: systems, their secrets and certificates."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.domains.axis.forms import CertificateForm, NewSystemForm, ReasonForm, SystemForm
from congso.domains.axis.models import System
from congso.domains.axis.policies import require_can_manage
from congso.domains.axis.queries import system_of, systems
from congso.domains.axis.services.registering import (
    add_certificate,
    change_system,
    close_system,
    register_system,
    renew_secret,
    withdraw_certificate,
)
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


@require_GET
@login_required
def system_list(request: HttpRequest) -> HttpResponse:
    """Connected systems and how they do."""
    return render(request, "axis/systems.html", {"rows": systems(viewer=actor_of(request))})


def _trail(system: System | None = None) -> list[tuple[str, str]]:
    found = [(reverse("axis:systems"), _("Trục liên thông"))]
    return found if system is None else [*found, (reverse("axis:system", args=[system.pk]), system.name)]


def _show(request: HttpRequest, system: System, secret: str) -> HttpResponse:
    """The secret, this once."""
    return render(request, "axis/secret.html", {"system": system, "secret": secret, "trail": _trail(system)})


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def new_system(request: HttpRequest) -> HttpResponse:
    """Connect a system; its secret is shown once."""
    actor = actor_of(request)
    require_can_manage(actor)
    form = NewSystemForm(request.POST if request.method == "POST" else None)
    made = attempt(form, lambda values: register_system(actor=actor, **values)) if form.is_bound else None
    if made is not None:
        return _show(request, *made)
    return form_page(request, form, title=_("Đăng ký hệ thống"), cancel_url=reverse("axis:systems"), trail=_trail())


@require_GET
@login_required
def system_page(request: HttpRequest, system_pk: int) -> HttpResponse:
    """A system, its certificates, its agencies."""
    system, certificates, members = system_of(viewer=actor_of(request), system_pk=system_pk)
    return render(request, "axis/system.html", {"system": system, "certificates": certificates, "members": members, "trail": _trail()})


@require_http_methods(["GET", "POST"])
@login_required
def edit_system(request: HttpRequest, system_pk: int) -> HttpResponse:
    """Change what a system may."""
    actor = actor_of(request)
    system, *_more = system_of(viewer=actor, system_pk=system_pk)
    given = {name: getattr(system, name) for name in SystemForm.base_fields} | {"own_codes": "\n".join(system.own_codes)}
    form = SystemForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and attempt(form, lambda values: change_system(actor=actor, system_pk=system_pk, **values)):
        messages.success(request, _("Đã lưu hệ thống."))
        return redirect("axis:system", system_pk)
    return form_page(request, form, title=_("Sửa hệ thống"), cancel_url=reverse("axis:system", args=[system_pk]), trail=_trail(system))


@never_cache
@require_POST
@login_required
def renew(request: HttpRequest, system_pk: int) -> HttpResponse:
    """Give a system another secret, shown once."""
    actor = actor_of(request)
    secret = renew_secret(actor=actor, system_pk=system_pk)
    return _show(request, system_of(viewer=actor, system_pk=system_pk)[0], secret)


@require_http_methods(["GET", "POST"])
@login_required
def close(request: HttpRequest, system_pk: int) -> HttpResponse:
    """Disconnect a system, with the reason."""
    actor = actor_of(request)
    system, *_more = system_of(viewer=actor, system_pk=system_pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda values: close_system(actor=actor, system_pk=system_pk, **values)):
        messages.success(request, _("Đã ngắt hệ thống khỏi trục."))
        return redirect("axis:system", system_pk)
    intro = _("Hệ thống không gửi và không lấy gói tin được nữa; gói tin đang chờ các đơn vị của nó vẫn nằm chờ.")
    return form_page(request, form, title=_("Ngắt hệ thống"), submit=_("Ngắt hệ thống"), danger=True, intro=intro,
                     cancel_url=reverse("axis:system", args=[system_pk]), trail=_trail(system))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def new_certificate(request: HttpRequest, system_pk: int) -> HttpResponse:
    """Add a certificate with which a system signs."""
    actor = actor_of(request)
    system, *_more = system_of(viewer=actor, system_pk=system_pk)
    form = CertificateForm(request.POST, request.FILES) if request.method == "POST" else CertificateForm()
    if form.is_bound and attempt(form, lambda values: add_certificate(actor=actor, system_pk=system_pk, content=values["certificate"])):
        messages.success(request, _("Đã thêm chứng thư số."))
        return redirect("axis:system", system_pk)
    return form_page(request, form, title=_("Thêm chứng thư số"), cancel_url=reverse("axis:system", args=[system_pk]), trail=_trail(system))


@require_POST
@login_required
def withdraw(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """Let a certificate count no more."""
    row = withdraw_certificate(actor=actor_of(request), certificate_id=certificate_id)
    messages.success(request, _("Chứng thư số không còn được chấp nhận."))
    return redirect("axis:system", row.system_id)
