"""Tablets at the counters: set up by a clerk, pressed by whoever stands there."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.dossiers.facade import Dossier
from congso.domains.ratings.enums import DeviceUse, Level, Way
from congso.domains.ratings.errors import AlreadyRated, LevelMissing, TooManyRatings, WrongEndDay
from congso.domains.ratings.models import Rating, Tablet
from congso.domains.ratings.policies import AT_COUNTER, require_can_set_up
from congso.domains.ratings.rules import JUST_RETURNED
from congso.domains.ratings.services.rating import new_rating
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.orgs.queries import tree

MOST_DAYS = 365
PER_MINUTE, PER_HOUR = 6, 90
"""What a tablet takes at most: a counter serves nobody faster."""


def key_hash(key: str) -> str:
    """What is kept of a tablet's key."""
    return sha256(f"congso.tablet:{key}".encode()).hexdigest()


def make_tablet(
    *, actor: Actor, unit_id: int, name: str, valid_to: date, use: str = DeviceUse.RATING
) -> tuple[Tablet, str]:
    """Set a device up at a counter until a day (tạo máy tại quầy); the device and its key, which is told only now.

    Raises NotAllowed, WrongEndDay.
    """
    with write_action("ratings.make_tablet", actor=actor) as action:
        require_can_set_up(actor, unit_id)
        if not clock.today() < valid_to <= clock.today() + timedelta(days=MOST_DAYS):
            raise WrongEndDay(field="valid_to", days=MOST_DAYS)
        key = secrets.token_urlsafe(24)
        tablet = Tablet.objects.create(
            unit_id=unit_id, name=nfc(name, collapse=True)[:100], key_hash=key_hash(key), made_at=action.at,
            made_by=actor.account_id, made_by_name=actor.name, valid_to=valid_to,
            use=use,
        )  # fmt: skip
        action.record(tablet, unit=unit_id, name=tablet.name, valid_to=valid_to, use=use)
    return tablet, key


def revoke_tablet(*, actor: Actor, tablet_id: int) -> Tablet:
    """Take a tablet's key back at once (thu hồi). Raises NotAllowed, NotVisible."""
    with write_action("ratings.revoke_tablet", actor=actor) as action:
        require_can_set_up(actor)
        tablet = Tablet.objects.select_for_update().filter(pk=tablet_id, revoked_at=None).first()
        if tablet is None or not actor.may(AT_COUNTER, tablet.unit_id):
            raise NotVisible
        tablet.revoked_at = action.at
        tablet.save(update_fields=["revoked_at"])
        action.record(tablet, ended=True)
    return tablet


def tablet_of(unit_id: int, key: str, use: str = DeviceUse.RATING) -> Tablet:
    """The device of an address, while it holds and for its use alone; raises NotVisible."""
    found = Tablet.objects.filter(
        key_hash=key_hash(key), unit_id=unit_id, use=use, revoked_at=None, valid_to__gt=clock.today()
    ).first()
    if found is None:
        raise NotVisible
    return found


def rate_at_counter(*, unit_id: int, key: str, level: int, dossier_id: UUID | None = None) -> Rating:
    """Take what somebody pressed on the tablet (đánh giá tại quầy): about the dossier just returned, or the counter.

    Raises NotVisible for a key that no longer holds or a dossier not just returned there, LevelMissing,
    AlreadyRated, TooManyRatings.
    """
    tablet = tablet_of(unit_id, key)
    with write_action(
        "ratings.rate_at_counter", actor=system_actor(f"Máy tính bảng: {tablet.name}")
    ) as action:
        Tablet.objects.select_for_update(no_key=True).get(pk=tablet.pk)
        _require_calm(tablet)
        if level not in Level.values:
            raise LevelMissing(field="level")
        row = _of_dossier(action, unit_id, dossier_id) if dossier_id else _of_counter(unit_id)
        row.level, row.at, row.tablet = level, action.at, tablet
        row.save(force_insert=True)
        action.record(row, tablet=tablet.pk, dossier=row.dossier_id, level=level)
    return row


def _require_calm(tablet: Tablet) -> None:
    pressed = Rating.objects.filter(tablet=tablet)
    for span, most in ((timedelta(minutes=1), PER_MINUTE), (timedelta(hours=1), PER_HOUR)):
        if pressed.filter(at__gt=clock.now() - span).count() >= most:
            raise TooManyRatings


def _of_dossier(action: WriteAction, unit_id: int, dossier_id: UUID) -> Rating:
    dossier = Dossier.objects.select_for_update(no_key=True).filter(
        pk=dossier_id, receiving_unit_id=unit_id, returned_at__gt=action.at - JUST_RETURNED).first()  # fmt: skip
    if dossier is None:
        raise NotVisible
    if Rating.objects.filter(dossier_id=dossier_id, way=Way.COUNTER).exists():
        raise AlreadyRated
    return new_rating(dossier, Way.COUNTER)


def _of_counter(unit_id: int) -> Rating:
    return Rating(way=Way.COUNTER, agency_id=tree().agency_of(unit_id).id, receiving_unit_id=unit_id)
