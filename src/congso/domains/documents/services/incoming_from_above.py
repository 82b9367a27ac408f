"""What an agency above does to our documents is noted when its document comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.domains.documents.models import Document, Relation
from congso.domains.documents.queries_ending import WORDS
from congso.domains.documents.queries_issued import Change, changes_by
from congso.foundation.audit.writing import WriteAction
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.printing.wording import in_vietnamese


@dataclass(frozen=True, slots=True)
class FromAbove:
    """What a document that came from an agency above does to documents of the one it came to, and whose work that is."""

    changes: Sequence[Change]
    tell: Sequence[int]
    """Accounts of the agency's registry."""


def changes_below(source_id: UUID) -> dict[int, list[Change]]:
    """By agency: what an issued document of an agency above does to documents of those below it."""
    found: dict[int, list[Change]] = {}
    for each in changes_by(source_id):
        if each.from_above:
            found.setdefault(each.target.agency_id, []).append(each)
    return found


def note_changes_from_above(action: WriteAction, arrival: Document, above: FromAbove) -> None:
    """Inside the open action: the arrival stands beside our document that it changes; the registry hears what is left to do.

    Our document's receivers are told by us: the registry recalls it by its button, since only its sender recalls it (status 13).
    """
    for each in above.changes:
        Relation.objects.get_or_create(source=arrival, kind=each.kind, target=each.target, outside="")
        action.record(arrival, relation=each.kind, target=each.target.pk)
        with in_vietnamese():
            title = _("%(agency)s %(what)s văn bản %(number)s") % {
                "agency": arrival.issuer_name, "what": WORDS[each.kind], "number": each.target.number_text}  # fmt: skip
            text = _("Theo văn bản %(by)s. Hãy đăng ký văn bản này và thu hồi, báo các nơi nhận của văn bản %(number)s.") % {
                "by": arrival.number_text, "number": each.target.number_text}  # fmt: skip
        url = reverse("documents:incoming_page", args=[arrival.pk])
        write_notices(action, [NoticeIn(account, "document-from-above", title[:200], text, url) for account in above.tell])
