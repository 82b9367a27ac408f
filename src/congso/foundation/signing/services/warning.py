"""Tell in time that a certificate ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.foundation.audit.writing import write_action
from congso.foundation.notifications.models import Notice
from congso.foundation.notifications.services.writing import NoticeIn, write_notices
from congso.foundation.orgs.queries import valid_on
from congso.foundation.people.models import Appointment, RoleRight
from congso.foundation.people.queries import actor_for
from congso.foundation.printing.wording import in_vietnamese
from congso.foundation.signing.models import SigningKey
from congso.foundation.signing.policies import SEAL
from congso.foundation.signing.queries import name_in
from congso.foundation.signing.states import WARN_DAYS

KIND = "signing_key_ends"


def warn_of_ending_keys(*, actor: Actor) -> int:
    """Tell holders of keys whose certificates end within thirty days, each person once a key; how many were told."""
    now = clock.now()
    keys = list(SigningKey.objects.filter(withdrawn_at=None, valid_to__range=(now, now + timedelta(days=WARN_DAYS))).defer(
        "container", "certificate", "chain"))  # fmt: skip
    if not keys:
        return 0
    keepers = _keepers() if any(key.unit_id for key in keys) else []
    wanted = {
        (account, reverse("signing:key", args=[key.pk])): key
        for key in keys
        for account in _holders(key, keepers)
    }
    told = set(
        Notice.objects.filter(kind=KIND, url__in={url for _account, url in wanted}).values_list(
            "account_id", "url"
        )
    )
    fresh = {place: key for place, key in wanted.items() if place not in told}
    if not fresh:
        return 0
    with write_action("signing.warn_of_ending_keys", actor=actor) as action, in_vietnamese():
        write_notices(action, [_notice(account, url, key) for (account, url), key in fresh.items()])
        action.record(("signing.signingkey", "*"), told=len(fresh))
    return len(fresh)


def _keepers() -> list[Actor]:
    """Everybody whose position may use seals."""
    roles = RoleRight.objects.filter(action=SEAL).values("role_id")
    rows = Appointment.objects.filter(
        valid_on(clock.today()), account__is_active=True, position__role_id__in=roles
    )
    return [actor_for(account_id) for account_id in rows.values_list("account_id", flat=True).distinct()]


def _holders(key: SigningKey, keepers: Iterable[Actor]) -> list[int]:
    if key.account_id is not None:
        return [key.account_id]
    return [each.account_id for each in keepers if each.account_id and each.may(SEAL, key.unit_id)]


def _notice(account_id: int, url: str, key: SigningKey) -> NoticeIn:
    name, day = name_in(key.subject), f"{clock.local(key.valid_to):%d/%m/%Y}"
    title = _("Chứng thư số của %(name)s hết hạn ngày %(day)s") % {"name": name, "day": day}
    return NoticeIn(account_id, KIND, title, _("Hãy gia hạn chứng thư và thêm khóa mới trước ngày đó."), url)
