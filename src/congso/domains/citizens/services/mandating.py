"""Acting for another: given, declared, ended."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.citizens.errors import MandateWrong
from congso.domains.citizens.models import CitizenAccount, Mandate, MandateKind
from congso.domains.citizens.policies import require_citizen
from congso.domains.parties.facade import Applicant, Party, PartyKind, remember_party
from congso.foundation.audit.writing import WriteAction, write_action


def give_mandate(
    *, actor: Actor, holder_number: str, holder_name: str, reason: str = "", valid_to: date | None = None
) -> Mandate:
    """Let another person act in one's own matters (ủy quyền; a company's order to its staff).

    Raises MandateWrong, NotAllowed.
    """
    with write_action("citizens.give_mandate", actor=actor) as action:
        giver = Party.objects.get(pk=require_citizen(actor))
        if holder_number == giver.identity_number:
            raise MandateWrong(field="holder_number", reason=_("không ủy quyền cho chính mình."))
        kind = MandateKind.STAFF if giver.kind == PartyKind.ORGANISATION else MandateKind.AUTHORISED
        return _make(action, kind, giver.pk, (holder_number, holder_name), reason, valid_to)


def declare_guardianship(
    *, actor: Actor, ward_number: str, ward_name: str, reason: str, born_on: date | None = None, valid_to: date | None = None
) -> Mandate:
    """Declare to be parent or guardian of somebody (cha, mẹ, người giám hộ); the office checks it with each dossier.

    Raises MandateWrong without the paper it rests on, NotAllowed.
    """
    with write_action("citizens.declare_guardianship", actor=actor) as action:
        own = Party.objects.get(pk=require_citizen(actor))
        if ward_number == own.identity_number:
            raise MandateWrong(field="ward_number", reason=_("không giám hộ cho chính mình."))
        if not reason.strip():
            raise MandateWrong(field="reason", reason=_("hãy nêu giấy tờ chứng minh quan hệ."))
        ward = Party.objects.filter(identity_number=ward_number).first()
        if ward is not None and CitizenAccount.objects.filter(party=ward).exists():
            raise MandateWrong(
                field="ward_number", reason=_("người này có tài khoản định danh riêng; hãy nhờ họ ủy quyền.")
            )
        ward_id = ward.pk if ward else remember_party(
            Applicant(kind=PartyKind.CITIZEN, identity_number=ward_number, name=ward_name, address="", born_on=born_on)
        )  # fmt: skip
        return _make(action, MandateKind.GUARDIAN, ward_id, (own.identity_number, own.name), reason, valid_to)


def _make(
    action: WriteAction, kind: MandateKind, giver_id: int, holder: tuple[str, str], reason: str, valid_to: date | None
) -> Mandate:
    number, name = holder
    if valid_to is not None and valid_to <= clock.today():
        raise MandateWrong(field="valid_to", reason=_("ngày hết hạn phải sau hôm nay."))
    if Mandate.objects.filter(giver_id=giver_id, holder_number=number, kind=kind, ended_at=None).exists():
        raise MandateWrong(field="holder_number", reason=_("đã có và đang còn hiệu lực."))
    mandate = Mandate.objects.create(
        kind=kind, giver_id=giver_id, holder_number=number, holder_name=nfc(name.strip()), reason=nfc(reason.strip()),
        valid_from=clock.today(), valid_to=valid_to, made_at=action.at, made_by_party_id=action.actor.party_id or 0,
    )  # fmt: skip
    action.record(mandate, kind=str(kind), giver=giver_id, holder=number)
    return mandate


def end_mandate(*, actor: Actor, mandate_id: int) -> Mandate:
    """Take a mandate back, or lay it down (chấm dứt). Raises NotVisible for other people's."""
    with write_action("citizens.end_mandate", actor=actor) as action:
        own = Party.objects.get(pk=require_citizen(actor))
        found = Mandate.objects.select_for_update(no_key=True).filter(pk=mandate_id, ended_at=None).first()
        if found is None or not (found.giver_id == own.pk or found.holder_number == own.identity_number):
            raise NotVisible
        found.ended_at = action.at
        found.save(update_fields=["ended_at"])
        action.record(found, ended=True)
    return found
