"""The shell's own addresses: how the screen looks, and the door of the demonstration."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from congso.foundation.web.accounts import demo_accounts
from congso.foundation.web.context import THEME_COOKIE, THEMES
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
