"""Which numbers of the book of tasks are borne: told to the room of the books in ``apps.ready()``."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.domains.tasks.models import Task
from congso.foundation.numbering.keeping import Borne, Keeper
from congso.foundation.numbering.models import NumberEntry


def _of_tasks(entries: Sequence[NumberEntry]) -> dict[int, Borne]:
    advice = _("Nhiệm vụ không làm nữa thì hủy ở trang của nhiệm vụ; số vẫn giữ nguyên.")
    by_key = {row.pk.hex: row for row in Task.objects.filter(pk__in=[entry.subject.rpartition(":")[2] for entry in entries])}
    return {
        entry.pk: Borne(_("nhiệm vụ %(number)s") % {"number": row.number}, reverse("tasks:page", args=[row.pk]), advice)
        for entry in entries
        if (row := by_key.get(entry.subject.rpartition(":")[2].replace("-", ""))) is not None
    }


TASKS = Keeper(_of_tasks)
