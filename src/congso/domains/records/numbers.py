"""Which numbers of the book of handovers are borne: told to the room of the books in ``apps.ready()``."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.domains.records.models import Handover
from congso.foundation.numbering.keeping import Borne, Keeper
from congso.foundation.numbering.models import NumberEntry


def _of_handovers(entries: Sequence[NumberEntry]) -> dict[int, Borne]:
    by_key = {str(row.pk): row for row in Handover.objects.filter(pk__in=[entry.subject for entry in entries])}
    advice = _("Biên bản giao nhận đã lập thì giữ số của nó.")
    return {
        entry.pk: Borne(_("đợt nộp lưu %(number)s") % {"number": row.number_text}, reverse("records:handover", args=[row.pk]), advice)
        for entry in entries
        if (row := by_key.get(entry.subject)) is not None
    }


HANDOVERS = Keeper(_of_handovers)
