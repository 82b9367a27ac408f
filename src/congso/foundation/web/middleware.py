"""What happens around every answer: broken rules, parts asked for after leaving, the content security policy."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from congso.core.errors import DomainError
from congso.foundation.web.refusals import refuse


class DomainErrorMiddleware:
    """Turn a ``DomainError`` that a view let rise into an answer; costs nothing while none rises."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer broken rules; let every other error rise."""
        return refuse(request, exception) if isinstance(exception, DomainError) else None


class SignedOutPartMiddleware:
    """A part of a page asked for after the person has left is not answered with the form to log in.

    That form carries a new token for forms; arriving in the background it would spoil the token of the
    page on which somebody is logging in at that moment. The page at hand is loaded anew instead.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace the way to the login page by 401 and the wish to load the whole page."""
        answer = self.get_response(request)
        if answer.status_code != 302 or request.headers.get("HX-Request") != "true":
            return answer
        to_login = answer.headers["Location"].split("?")[0] == resolve_url(settings.LOGIN_URL)
        return HttpResponse(status=401, headers={"HX-Refresh": "true"}) if to_login else answer


class PolicyMiddleware(CSPMiddleware):
    """The content security policy, written once: nearly every page has the same.

    Pages that add to it (``leading.may_lead_to``), replace it or are free of it go django-csp's own way.
    """

    _policy: object = None
    _written = ""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the header as written for the policy of the settings."""
        own = settings.DEBUG or HEADER in response or hasattr(request, "_csp_nonce")
        if own or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        if self._policy is not settings.CONTENT_SECURITY_POLICY:
            self._policy, self._written = settings.CONTENT_SECURITY_POLICY, build_policy()
        response[HEADER] = self._written
        return response
