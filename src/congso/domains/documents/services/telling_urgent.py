"""An urgent document is before its leader at once: they are told, not only shown it in the inbox (NĐ 30/2020, Điều 23)."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.domains.documents.enums import Urgency
from congso.domains.documents.models import Document
from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework.placing import people_of_step
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.printing.wording import in_vietnamese


def tell_of_urgent(action: WriteAction, document: Document) -> None:
    """Inside the open action: a notice to those before whom an urgent document lies; nothing for an ordinary one."""
    case = document.case
    if case is None or document.urgency == Urgency.NORMAL:
        return
    with in_vietnamese():
        title = _("Văn bản %(urgency)s đến chờ ý kiến: %(number)s") % {"urgency": Urgency(document.urgency).label.lower(), "number": document.number_text}
    url = reverse("documents:incoming_page", args=[document.pk])
    people = [account for account, _name in people_of_step(case) if account != action.actor.account_id]
    write_notices(action, [NoticeIn(account, "documents.urgent", title[:200], document.subject, url, case.pk) for account in people])
