"""Which numbers of the office's books official documents bear: told to the room of the books in ``apps.ready()``."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from congso.domains.documents.enums import State
from congso.domains.documents.models import (
    CertifiedCopy,
    DocumentNumber,
    Incoming,
    Outgoing,
    SecretOutgoing,
    SecretStub,
)
from congso.domains.documents.services.outgoing_common import case_of, lock_named
from congso.domains.documents.services.outgoing_numbering import release_number
from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework.services import Happening, note_event
from congso.foundation.numbering.keeping import Borne, Keeper
from congso.foundation.numbering.models import NumberEntry


def _of_outgoing(entries: Sequence[NumberEntry]) -> dict[int, Borne]:
    """Numbers of documents that are signed or being signed; a draft only has its number reserved."""
    rows = DocumentNumber.objects.filter(entry__in=entries, released_at=None).exclude(document__state=State.DRAFT)
    return {row.entry_id: _borne_by(row) for row in rows.select_related("document")}


def _borne_by(row: DocumentNumber) -> Borne:
    advice = _("Văn bản chưa phát hành thì hủy, hoặc trả lại, ở trang của văn bản; văn bản đã phát hành thì thu hồi, số vẫn giữ nguyên.")
    return Borne(_("văn bản %(number)s") % {"number": row.document.number_text}, reverse("documents:out_page", args=[row.document_id]), advice)


def _hold_outgoing(entry: NumberEntry) -> None:
    document_id = _document_of(entry)
    if document_id is not None:
        lock_named(document_id)


def _document_of(entry: NumberEntry) -> UUID | None:
    return DocumentNumber.objects.filter(entry=entry, released_at=None).values_list("document_id", flat=True).first()


def _let_outgoing_go(action: WriteAction, entry: NumberEntry, reason: str) -> None:
    """A draft loses the number reserved for it and gets another when it is signed."""
    document_id = _document_of(entry)
    if document_id is None:
        return
    outgoing = Outgoing.objects.select_related("document__case").get(pk=document_id)
    release_number(action, outgoing, reason)
    note_event(action, case_of(outgoing), Happening("number_voided", note=reason, data={"number": entry.text}))


def _of_incoming(entries: Sequence[NumberEntry]) -> dict[int, Borne]:
    advice = _("Hủy đăng ký ở trang của văn bản đến: dòng trong sổ vẫn giữ với lý do.")
    rows = Incoming.objects.filter(_lines(entries)).select_related("document")
    by_line = {(row.agency_id, row.book_year, row.arrival_number): row for row in rows}
    found = {}
    for entry in entries:
        row = by_line.get((entry.book.unit_id, int(entry.book.period), entry.value))
        if row is not None:
            what = _("văn bản đến %(number)s") % {"number": row.document.number_text}
            found[entry.pk] = Borne(what, reverse("documents:incoming_page", args=[row.pk]), advice)
    return found


def _lines(entries: Sequence[NumberEntry]) -> Q:
    """The lines of one book in which these numbers stand."""
    book = entries[0].book
    return Q(agency_id=book.unit_id, book_year=int(book.period), arrival_number__in=[entry.value for entry in entries])


def _of_stubs(entries: Sequence[NumberEntry]) -> dict[int, Borne]:
    values = set(SecretStub.objects.filter(_lines(entries)).values_list("arrival_number", flat=True))
    borne = Borne(_("văn bản mật đến đã ghi sổ"), reverse("documents:incoming_secret"), _("Dòng của sổ văn bản mật đến không bỏ đi được."))
    return {entry.pk: borne for entry in entries if entry.value in values}


def _of_secret_outgoing(entries: Sequence[NumberEntry]) -> dict[int, Borne]:
    book = entries[0].book
    rows = SecretOutgoing.objects.filter(agency_id=book.unit_id, book_year=int(book.period), number__in=[entry.value for entry in entries])
    values = set(rows.values_list("number", flat=True))
    borne = Borne(_("văn bản mật đi đã ghi sổ"), reverse("documents:out_secret"), _("Dòng của sổ văn bản mật đi không bỏ đi được."))
    return {entry.pk: borne for entry in entries if entry.value in values}


def _of_copies(entries: Sequence[NumberEntry]) -> dict[int, Borne]:
    advice = _("Bản sao đã lập thì giữ số của nó.")
    rows = CertifiedCopy.objects.filter(entry__in=entries)
    return {
        row.entry_id: Borne(_("bản sao %(number)s") % {"number": row.number_text}, reverse("documents:copy_page", args=[row.pk]), advice)
        for row in rows
    }


OUTGOING = Keeper(_of_outgoing, _hold_outgoing, _let_outgoing_go)
INCOMING, SECRET, COPIES = Keeper(_of_incoming), Keeper(_of_stubs), Keeper(_of_copies)
SECRET_OUTGOING = Keeper(_of_secret_outgoing)
