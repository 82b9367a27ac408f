"""Which codes, register lines and numbers of forms dossiers bear: told to the room of the books in ``apps.ready()``."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from congso.domains.dossiers.models import Dossier, IssuedForm
from congso.foundation.numbering.keeping import Borne, Keeper
from congso.foundation.numbering.models import NumberEntry


def _borne(dossier: Dossier, what: str) -> Borne:
    advice = _("Hồ sơ không giải quyết nữa thì dừng, rút hoặc từ chối ở trang của hồ sơ; mã và số đã cấp giữ nguyên.")
    return Borne(what, reverse("dossiers:page", args=[dossier.pk]), advice)


def _of_codes(entries: Sequence[NumberEntry]) -> dict[int, Borne]:
    by_code = {row.code: row for row in Dossier.objects.filter(code__in=[entry.text for entry in entries])}
    found = {entry.pk: by_code.get(entry.text) for entry in entries}
    return {key: _borne(row, _("hồ sơ %(code)s") % {"code": row.code}) for key, row in found.items() if row is not None}


def _of_lines(entries: Sequence[NumberEntry]) -> dict[int, Borne]:
    book = entries[0].book
    rows = Dossier.objects.filter(receiving_unit_id=book.unit_id, register_number__in=[entry.value for entry in entries])
    rows = rows.filter(Q(register_year=int(book.period)))
    by_line = {row.register_number: row for row in rows}
    found = {entry.pk: by_line.get(entry.value) for entry in entries}
    return {key: _borne(row, _("hồ sơ %(code)s") % {"code": row.code}) for key, row in found.items() if row is not None}


def _of_forms(entries: Sequence[NumberEntry]) -> dict[int, Borne]:
    """A form once handed out keeps its number; one of no dossier (refused at the counter) is shown in the book of forms."""
    book = entries[0].book
    rows = IssuedForm.objects.filter(unit_id=book.unit_id, form=book.kind.partition("-")[2], number__in=[entry.text for entry in entries],
                                     issued_at__year=int(book.period))  # fmt: skip
    by_number = {row.number: row for row in rows.select_related("dossier")}
    advice = _("Giấy, phiếu đã giao cho người nộp thì giữ số của nó.")
    found = {}
    for entry in entries:
        row = by_number.get(entry.text)
        if row is not None:
            url = reverse("dossiers:page", args=[row.dossier_id]) if row.dossier_id else reverse("numbering:book", args=[entry.book_id])
            found[entry.pk] = Borne(_("%(form)s số %(number)s") % {"form": row.get_form_display(), "number": row.number}, url, advice)
    return found


CODES, LINES, FORMS = Keeper(_of_codes), Keeper(_of_lines), Keeper(_of_forms)
