"""What an agency above does to our documents is noted when its document comes in."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.domains.documents.models import Document, Relation
from congso.domains.documents.queries_ending import WORDS
from congso.domains.documents.queries_issued import Change, changes_by
from congso.foundation.audit.writing import WriteAction
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.printing.wording import in_vietnamese


def changes_at(source_id: UUID, agency_id: int) -> list[Change]:
    """What an issued document of an agency above does to documents of this one."""
    return [each for each in changes_by(source_id) if each.from_above and each.target.agency_id == agency_id]


def note_changes_from_above(action: WriteAction, arrival: Document, source_id: UUID, tell: Sequence[int]) -> None:
    """Inside the open action: the arrival stands beside our document that it changes; the registry hears what is left to do.

    Our document's receivers are told by us: the registry recalls it by its button, since only its sender recalls it (status 13).
    """
    for each in changes_at(source_id, arrival.agency_id):
        Relation.objects.get_or_create(source=arrival, kind=each.kind, target=each.target, outside="")
        action.record(arrival, relation=each.kind, target=each.target.pk)
        with in_vietnamese():
            title = _("%(agency)s %(what)s văn bản %(number)s") % {
                "agency": arrival.issuer_name, "what": WORDS[each.kind], "number": each.target.number_text}  # fmt: skip
            text = _("Theo văn bản %(by)s. Hãy đăng ký văn bản này và thu hồi, báo các nơi nhận của văn bản %(number)s.") % {
                "by": arrival.number_text, "number": each.target.number_text}  # fmt: skip
        url = reverse("documents:incoming_page", args=[arrival.pk])
        write_notices(action, [NoticeIn(account, "document-from-above", title[:200], text, url) for account in tell])
