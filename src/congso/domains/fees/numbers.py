"""Which numbers of the receipt books receipts bear: told to the room of the books in ``apps.ready()``."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.domains.fees.models import Receipt
from congso.foundation.numbering.keeping import Borne, Keeper
from congso.foundation.numbering.models import NumberEntry


def _of_receipts(entries: Sequence[NumberEntry]) -> dict[int, Borne]:
    book = entries[0].book
    rows = Receipt.objects.filter(unit_id=book.unit_id, year=int(book.period), value__in=[entry.value for entry in entries], cancelled_at=None)
    by_value, advice = {row.value: row for row in rows}, _("Hủy biên lai: số của nó hủy theo, với cùng lý do.")
    return {
        entry.pk: Borne(_("biên lai %(number)s") % {"number": row.number}, reverse("fees:cancel_receipt", args=[row.pk]), advice)
        for entry in entries
        if (row := by_value.get(entry.value)) is not None
    }


RECEIPTS = Keeper(_of_receipts)
