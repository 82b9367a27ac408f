"""Give a secret document that goes out its number; nothing else of it is known here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import nfc
from congso.domains.documents.errors_outgoing import DateNotOpen
from congso.domains.documents.models import SecrecyGrade, SecretOutgoing
from congso.domains.documents.policies_outgoing import require_registry
from congso.foundation.audit.writing import write_action
from congso.foundation.numbering.services import NumberRequest, take_numbers

BOOK = "outgoing-secret"
_SYMBOL = re.compile(r"[A-ZĐa-zđ0-9.-]{1,30}(?:/[A-ZĐa-zđ0-9.-]{1,20})?")


@dataclass(frozen=True)
class SecretIn:
    """What may be said of it."""

    key: UUID
    agency_id: int
    grade: str
    symbol: str
    issued_on: date
    holder_name: str


def register_secret_outgoing(*, actor: Actor, given: SecretIn) -> SecretOutgoing:
    """The next number of the agency's book of secret documents of the year; the same ``key`` twice gives the same line.

    Raises NotAllowed, DateNotOpen for a day behind the last number's or ahead, InvalidInput for words where a symbol belongs.
    """
    known = SecretOutgoing.objects.filter(intake_key=given.key, agency_id=given.agency_id).first()
    if known is not None:
        return known
    with write_action("documents.register_secret_outgoing", actor=actor) as action:
        require_registry(actor, given.agency_id)
        symbol, holder = nfc(given.symbol.strip()), nfc(given.holder_name, collapse=True).strip()
        if not _SYMBOL.fullmatch(symbol):
            raise InvalidInput(field="symbol", reason=_("chỉ ghi ký hiệu, ví dụ QĐ-UBND; không ghi trích yếu."))
        if given.grade not in SecrecyGrade.values or not holder or len(holder) > 100:
            raise InvalidInput(field="holder_name", reason=_("ghi độ mật và họ tên người giữ, không quá 100 ký tự."))
        today = clock.local(action.at).date()
        taken = take_numbers([NumberRequest(given.agency_id, BOOK, str(today.year), width=2)], subject="")[0]
        last = SecretOutgoing.objects.filter(agency_id=given.agency_id, book_year=today.year).aggregate(day=Max("issued_on"))["day"]
        if given.issued_on > today or given.issued_on < (last or date(today.year, 1, 1)):
            raise DateNotOpen(field="issued_on", last=taken.value - 1, day=f"{last or date(today.year, 1, 1):%d/%m/%Y}")
        row = SecretOutgoing.objects.create(
            agency_id=given.agency_id, book_year=today.year, number=taken.value, number_text=f"{taken.value:02d}/{symbol}", issued_on=given.issued_on,
            grade=given.grade, holder_name=holder, registered_by=actor.account_id, registered_at=action.at, intake_key=given.key,
        )  # fmt: skip
        action.record(row, number=taken.text, year=today.year, agency=given.agency_id)
    return row


def note_secret_book_taken(*, actor: Actor, agency_id: int, book: str, year: int, kind: str) -> None:
    """Note that its keeper took a secret book as PDF or Excel. Raises NotAllowed."""
    with write_action("documents.take_book", actor=actor) as action:
        require_registry(actor, agency_id)
        action.record(("documents.book", f"{agency_id}/{book}/{year}"), file_kind=kind, agency=agency_id)
