"""What the administrator keeps: helpers of the community group, and the meaning of claims."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.citizens.models import ClaimMapping, CommunityHelper
from congso.domains.citizens.models.claims import VNCONNECT
from congso.domains.citizens.policies import require_can_manage
from congso.foundation.audit.writing import write_action


def add_helper(*, actor: Actor, identity_number: str, name: str, unit_id: int) -> CommunityHelper:
    """Put somebody on the list of the community digital group (tổ công nghệ số cộng đồng) from today."""
    with write_action("citizens.add_helper", actor=actor) as action:
        require_can_manage(actor)
        helper = CommunityHelper.objects.create(
            identity_number=identity_number, name=nfc(name.strip()), unit_id=unit_id, valid_from=clock.today()
        )
        action.record(helper, number=identity_number, unit=unit_id)
    return helper


def end_helper(*, actor: Actor, helper_id: int) -> CommunityHelper:
    """Take somebody off the list from today. Raises NotVisible."""
    with write_action("citizens.end_helper", actor=actor) as action:
        require_can_manage(actor)
        helper = CommunityHelper.objects.select_for_update(no_key=True).filter(pk=helper_id, valid_to=None).first()
        if helper is None:
            raise NotVisible
        helper.valid_to = clock.today()
        helper.save(update_fields=["valid_to"])
        action.record(helper, until=helper.valid_to)
    return helper


def set_claims(*, actor: Actor, valid_from: date, claims: dict[str, str], acr_values: str = "") -> ClaimMapping:
    """Say from a day on which claim of the provider means what. Raises InvalidInput when a word is missing."""
    with write_action("citizens.set_claims", actor=actor) as action:
        require_can_manage(actor)
        missing = [word for word in VNCONNECT if not claims.get(word, "").strip()]
        if missing:
            raise InvalidInput(field=missing[0], reason=_("mỗi dòng phải có tên trường của nơi cấp."))
        mapping, _made = ClaimMapping.objects.update_or_create(
            valid_from=valid_from, defaults={"claims": {word: claims[word].strip() for word in VNCONNECT}, "acr_values": acr_values}
        )
        action.record(mapping, claims=mapping.claims, acr_values=acr_values)
    return mapping
