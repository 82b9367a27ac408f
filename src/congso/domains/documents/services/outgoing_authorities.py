"""Note whom the head lets sign, end it, and ask it of a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.documents.enums import Power
from congso.domains.documents.errors_outgoing import AuthorityOver
from congso.domains.documents.models import Outgoing, SigningAuthority
from congso.domains.documents.policies_outgoing import require_registry
from congso.domains.documents.queries_authorities import is_in_force, signer_by
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders

ALLOWED = (Power.BY_ORDER, Power.DELEGATED)


@dataclass(frozen=True)
class AuthorityIn:
    """What the registry notes."""

    unit_id: int
    power: str
    signed_for: str
    position: str
    valid_from: date
    valid_to: date | None = None
    account_id: int | None = None
    scope: str = ""
    basis_number: str = ""
    basis_on: date | None = None
    deputy_of: str = ""
    """Whose place a deputy takes."""


def note_authority(*, actor: Actor, given: AuthorityIn) -> SigningAuthority:
    """Note that the head of a unit signs by order or by delegation from a day on. Raises NotAllowed, InvalidInput."""
    with write_action("documents.note_authority", actor=actor) as action:
        agency_id = tree().agency_of(given.unit_id).id
        require_registry(actor, agency_id)
        if given.power not in ALLOWED:
            raise InvalidInput(field="power", reason=_("chỉ ghi thừa lệnh (TL.) hoặc thừa ủy quyền (TUQ.)."))
        if given.power == Power.DELEGATED and not (given.valid_to and given.basis_number.strip() and given.basis_on and given.scope.strip()):
            raise InvalidInput(field="power", reason=_("thừa ủy quyền phải bằng văn bản, giới hạn thời gian và nội dung (NĐ 30/2020, Điều 13 khoản 3)."))
        if given.valid_to is not None and given.valid_to < given.valid_from:
            raise InvalidInput(field="valid_to", reason=_("trước ngày bắt đầu."))
        _require_deputy(given, clock.local(action.at).date())
        row = SigningAuthority.objects.create(
            agency_id=agency_id, unit_id=given.unit_id, account_id=given.account_id, power=given.power, signed_for=nfc(given.signed_for.strip()),
            position=nfc(given.position.strip()), deputy_of=nfc(given.deputy_of.strip()), scope=nfc(given.scope.strip()), basis_number=nfc(given.basis_number.strip()), basis_on=given.basis_on,
            valid_from=given.valid_from, valid_to=given.valid_to, made_at=action.at, made_by_name=actor.name,
        )  # fmt: skip
        action.record(row, unit=row.unit_id, power=row.power, position=row.position, valid_from=row.valid_from, valid_to=row.valid_to)
    return row


def _require_deputy(given: AuthorityIn, today: date) -> None:
    """A deputy signs only by order, is named, and in whose place (Điều 13 khoản 4); by delegation nobody passes it on. Raises InvalidInput."""
    on = max(given.valid_from, today)
    heads = {account for account, _name in holders(role="head", unit_id=given.unit_id, on=on)}
    officers = {account for account, _name in holders(role="officer", unit_id=given.unit_id, on=on)}
    named = given.account_id
    if not given.deputy_of.strip():
        if named in officers - heads:
            raise InvalidInput(field="deputy_of", reason=_("người được chọn không đứng đầu đơn vị: ghi ký thay cho chức vụ nào."))
        return
    if named not in heads | officers:
        raise InvalidInput(field="account_id", reason=_("cấp phó ký thì phải chọn người của đơn vị này."))
    if given.power != Power.BY_ORDER:
        raise InvalidInput(field="power", reason=_("cấp phó chỉ được giao ký thừa lệnh (TL.); thừa ủy quyền không được ủy quyền lại."))


def end_authority(*, actor: Actor, authority_id: int, last_day: date) -> SigningAuthority:
    """Let it hold up to a day and no longer; what was signed by it stays. Raises NotVisible, NotAllowed, InvalidInput."""
    with write_action("documents.end_authority", actor=actor) as action:
        row = SigningAuthority.objects.select_for_update(no_key=True).filter(pk=authority_id).first()
        if row is None:
            raise NotVisible
        require_registry(actor, row.agency_id)
        if last_day < row.valid_from or (row.valid_to is not None and last_day > row.valid_to):
            raise InvalidInput(field="last_day", reason=_("ngày cuối phải trong thời hạn đã ghi."))
        row.valid_to = last_day
        row.save(update_fields=["valid_to"])
        action.record(row, valid_to=last_day)
    return row


def take_authority(outgoing: Outgoing, authority_id: int | None, on: date) -> None:
    """Signer, power and position of a draft as the row has them, or none chosen. Raises InvalidInput for one that does not hold."""
    outgoing.by_authority_id = authority_id
    if authority_id is None:
        return
    row = SigningAuthority.objects.filter(pk=authority_id, agency_id=outgoing.document.agency_id).first()
    signer = signer_by(row, on) if row is not None and is_in_force(row, on) else None
    if row is None or signer is None:
        raise InvalidInput(field="by_authority", reason=_("không có hoặc không còn hiệu lực."))
    outgoing.signer_id, outgoing.document.signer_name = signer
    outgoing.document.signer_power, outgoing.signed_for = row.power, row.signed_for
    outgoing.position, outgoing.collective = row.printed_position, ""


def require_authority(outgoing: Outgoing, on: date) -> SigningAuthority | None:
    """The row by which a document is signed, if any; it must hold on the day. Raises AuthorityOver."""
    if outgoing.by_authority_id is None:
        return None
    row = SigningAuthority.objects.get(pk=outgoing.by_authority_id)
    signer = signer_by(row, on) if is_in_force(row, on) else None
    if signer is None or signer[0] != outgoing.signer_id:
        raise AuthorityOver(subject=outgoing.document.subject[:150], authority=str(row))
    return row
