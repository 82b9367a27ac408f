"""Tell registries of receivers that do not answer, or that a document did not reach."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congso.core.actors import Actor
from congso.domains.documents.facade import Delivery, Document, registries
from congso.domains.exchange.queries import silent_by_agency
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.printing.wording import in_vietnamese


def remind_of_silent(*, actor: Actor) -> int:
    """A notice to the registry of each agency whose documents were not registered within a day; how many notices."""
    counts = silent_by_agency()
    if not counts:
        return 0
    with in_vietnamese(), write_action("exchange.remind", actor=actor) as action:
        notices = [
            NoticeIn(account, "exchange.silent", ngettext("%(count)d nơi nhận chưa tiếp nhận văn bản đã gửi", "%(count)d nơi nhận chưa tiếp nhận văn bản đã gửi", count)
                     % {"count": count}, "", reverse("exchange:silent"))
            for agency_id, count in counts.items() for account in registries([agency_id])
        ]  # fmt: skip
        write_notices(action, notices)
        action.record(("exchange.delivery", "*"), notices=len(notices))
    return len(notices)


def tell_failed(action: WriteAction, failed: Sequence[Delivery]) -> None:
    """Tell the registries whose documents did not arrive, once a document, with how many receivers and where to look."""
    documents = Document.objects.in_bulk({row.document_id for row in failed})
    with in_vietnamese():
        notices = [
            NoticeIn(account, "exchange.failed", _("Chưa gửi được %(number)s qua trục: %(names)s") % {"number": document.number_text, "names": names},
                     "", reverse("documents:out_page", args=[document.pk]) + "#lien-thong")
            for document in documents.values()
            for names in [", ".join(row.name for row in failed if row.document_id == document.pk)[:120]]
            for account in registries([document.agency_id])
        ]  # fmt: skip
    write_notices(action, notices)
