"""What the pages on which one rates need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.facade import Dossier
from congso.domains.ratings.enums import Way
from congso.domains.ratings.errors import NotReturnedYet
from congso.domains.ratings.models import Rating
from congso.domains.ratings.rules import CHANGEABLE_DAYS, JUST_RETURNED, way_of
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True)
class RatingPage:
    """A dossier to be rated, and what was said about it by this way."""

    token: str
    code: str
    procedure: str
    agency: str
    rating: Rating | None

    @property
    def is_changeable(self) -> bool:
        """Whether the rating may still be changed."""
        return self.rating is None or clock.now() <= self.rating.at + timedelta(days=CHANGEABLE_DAYS)


def rating_page(*, viewer: Actor, token: str) -> RatingPage:
    """The dossier of a token; raises NotVisible, NotReturnedYet."""
    dossier = Dossier.objects.filter(public_token=token).first()
    if dossier is None:
        raise NotVisible
    if dossier.returned_at is None:
        raise NotReturnedYet(number=dossier.code)
    rating = Rating.objects.filter(dossier_id=dossier.pk, way=way_of(viewer, dossier)).first()
    agency = tree().name(dossier.agency_id) or tree(clock.local(dossier.returned_at).date()).name(
        dossier.agency_id
    )
    return RatingPage(token, dossier.code, dossier.procedure_name, agency, rating)


@dataclass(frozen=True)
class JustReturned:
    """A result handed over at a counter lately: nothing here names a person."""

    dossier_id: UUID
    code: str
    procedure: str
    is_rated: bool


def just_returned(unit_id: int, most: int = 10) -> list[JustReturned]:
    """Results handed over at a counter in the last half hour, the latest first."""
    rows = Dossier.objects.filter(receiving_unit_id=unit_id, finished_at__isnull=False,
                                  returned_at__gt=clock.now() - JUST_RETURNED).order_by("-returned_at")[:most]  # fmt: skip
    found = list(rows.values_list("pk", "code", "procedure_name"))
    rated = set(
        Rating.objects.filter(dossier_id__in=[row[0] for row in found], way=Way.COUNTER).values_list(
            "dossier_id", flat=True
        )
    )
    return [JustReturned(pk, code, name, pk in rated) for pk, code, name in found]
