"""A citizen leaves: out of the portal and out of the identity provider."""

from __future__ import annotations

from django.http import HttpRequest

from congso.domains.citizens import oidc
from congso.domains.citizens.access import PROOF_KEY


def leave(request: HttpRequest, back_to: str = "") -> str:
    """Empty the session whatever it holds; where the browser must go to leave the provider too, else nothing."""
    token = request.session.get(PROOF_KEY, "")
    if not request.session.is_empty():
        request.session.flush()
    request.citizen_account = None  # type: ignore[attr-defined]
    return oidc.logout_url(id_token=token, back_to=back_to) if token and back_to else ""
