"""Returned dossiers to be rated, and ratings of them."""

from __future__ import annotations

from typing import Any

from congso.core.actors import Actor
from congso.domains.dossiers.facade import Dossier, return_result
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.domains.ratings.models import Rating
from congso.domains.ratings.services import rate

BEARER = Actor(account_id=None, name="Người giữ mã tra cứu hồ sơ")


def make_returned(office: Office, **changes: Any) -> Dossier:
    """A dossier whose result was just handed over at the ward's counter."""
    dossier = bring_to(office, make_dossier(office, **changes), "return")
    return_result(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn")
    return Dossier.objects.select_related("case").get(pk=dossier.pk)


def make_rating(
    office: Office, *, level: int = 5, comment: str | None = None, dossier: Dossier | None = None
) -> Rating:
    """A rating by the token of a returned dossier."""
    dossier = dossier or make_returned(office)
    return rate(actor=BEARER, token=dossier.public_token, level=level, comment=comment)
