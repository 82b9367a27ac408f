"""The shell's own addresses: how the screen looks, and the door of the demonstration."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from congso.foundation.web.accounts import demo_accounts
from congso.foundation.web.context import (
    CONTRAST_COOKIE,
    CONTRASTS,
    SIZE_COOKIE,
    SIZES,
    THEME_COOKIE,
    THEMES,
)
from congso.foundation.web.refusals import back_url

_YEAR = 365 * 24 * 3600


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark and go back to the page at hand."""
    answer = redirect(_next(request))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        answer.set_cookie(THEME_COOKIE, theme, max_age=_YEAR, samesite="Lax", secure=request.is_secure())
    return answer


_LOOKS = {
    "theme": (THEME_COOKIE, THEMES), "size": (SIZE_COOKIE, SIZES), "contrast": (CONTRAST_COOKIE, CONTRASTS),
    "language": (settings.LANGUAGE_COOKIE_NAME, tuple(code for code, _name in settings.LANGUAGES)),
}  # fmt: skip
"""What a citizen may choose: the cookie and its possible values."""


@require_GET
def set_look(request: HttpRequest) -> HttpResponse:
    """Remember the size of letters, contrast, colours or language and go back to the page at hand.

    Asked for by GET: nothing of the office changes, and a page without a form's token is the same for everybody
    and may be kept.
    """
    asked = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    answer = redirect(asked if safe else "/")
    for name, (cookie, known) in _LOOKS.items():
        if request.GET.get(name) in known:
            answer.set_cookie(
                cookie, request.GET[name], max_age=_YEAR, samesite="Lax", secure=request.is_secure()
            )
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Become one of the offered people; not found outside the demonstration and for anybody not offered."""
    username = request.POST.get("username", "")
    if not settings.CONGSO_DEMO or username not in {account.username for account in demo_accounts()}:
        raise Http404
    account = get_user_model().objects.get_by_natural_key(username)
    answer: HttpResponse = perform_login(
        request, account, redirect_url=_next(request, settings.LOGIN_REDIRECT_URL)
    )
    return answer


def _next(request: HttpRequest, otherwise: str = "") -> str:
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else otherwise or back_url(request)
