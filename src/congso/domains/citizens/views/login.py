"""In by the national identity, and out again, here and there."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core.actors import system_actor
from congso.core.errors import DomainError
from congso.domains.citizens import oidc
from congso.domains.citizens.access import PROOF_KEY, SESSION_KEY, citizen_of
from congso.domains.citizens.errors import LoginFailed
from congso.domains.citizens.identity import identity_from
from congso.domains.citizens.queries.acting import claim_mapping
from congso.domains.citizens.services import log_in
from congso.foundation.web.leading import may_lead_to

_STARTED = "citizen_login"
PORTAL = system_actor("Cổng dịch vụ công")


def _redirect_uri() -> str:
    return f"{settings.CONGSO_BASE_URL}{reverse('citizens:callback')}"


def _safe(request: HttpRequest, asked: str) -> str:
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else reverse("citizens:account")


@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Say what the login is for; on a press, lead to the identity provider."""
    target = _safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if citizen_of(request) is not None:
        return redirect(target)
    if request.method == "GET":
        return _page(request, target)
    on_shared = getattr(request, "shared_machine", None) is not None  # nobody is let in by the last visitor's login
    started = oidc.start(redirect_uri=_redirect_uri(), acr_values=claim_mapping().acr_values, fresh="fresh" in request.POST or on_shared)
    request.session[_STARTED] = {"state": started.state, "nonce": started.nonce, "verifier": started.verifier, "next": target}
    return redirect(started.url)


def _page(request: HttpRequest, target: str, *, failure: str = "", status: int = 200) -> HttpResponse:
    context = {"next": target, "is_set_up": oidc.is_set_up(), "failure": failure}
    return may_lead_to(render(request, "citizens/login.html", context, status=status), [oidc.browser_origin()])


@never_cache
@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Back from the provider: check everything, open the account, go on where the citizen wanted to."""
    kept = request.session.pop(_STARTED, None)
    try:
        if kept is None or not constant_time_compare(kept["state"], request.GET.get("state", "")):
            raise LoginFailed(reason=_("lượt đăng nhập đã quá lâu hoặc bắt đầu ở cửa sổ khác."))
        if request.GET.get("error"):
            raise LoginFailed(reason=_("bạn chưa đồng ý chia sẻ thông tin định danh."))
        found = oidc.finish(
            redirect_uri=_redirect_uri(), code=request.GET.get("code", ""), nonce=kept["nonce"], verifier=kept["verifier"]
        )
        account = log_in(actor=PORTAL, identity=identity_from(found.claims, claim_mapping().claims))
    except DomainError as error:
        return _page(request, kept["next"] if kept else "", failure=str(error), status=error.status)
    request.session.cycle_key()
    request.session[SESSION_KEY], request.session[PROOF_KEY] = account.pk, found.id_token
    return redirect(_safe(request, kept["next"]))


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Out here and at the provider."""
    if request.session.pop(SESSION_KEY, None) is None:
        return redirect("/")
    token = request.session.pop(PROOF_KEY, "")
    request.session.cycle_key()
    back = f"{settings.CONGSO_BASE_URL}/"
    messages.success(request, _("Bạn đã đăng xuất."))
    return redirect((oidc.logout_url(id_token=token, back_to=back) if token else "") or "/")
