"""What the room says at the start about documents going out (văn bản đi)."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def start() -> None:
    """Menu, kinds of work, books, letters, what is listened to."""
    from congso.domains.documents import policies
    from congso.domains.documents.events import (
        ArrivalAnswered,
        DocumentIssued,
        DocumentRecalled,
        DocumentReplaced,
    )
    from congso.domains.documents.incoming_process import OPINION_KIND
    from congso.domains.documents.letters_outgoing import ISSUED, RECALLED
    from congso.domains.documents.numbers import COPIES, OUTGOING, SECRET_OUTGOING
    from congso.domains.documents.outgoing_process import KIND
    from congso.domains.documents.queries_any import PAGE
    from congso.domains.documents.services.copying import BOOK
    from congso.domains.documents.services.copying import SUBJECT as COPY
    from congso.domains.documents.services.outgoing_annexes import ANNEX
    from congso.domains.documents.services.outgoing_common import SUBJECT
    from congso.domains.documents.services.secret_outgoing import BOOK as SECRET_OUT
    from congso.domains.documents.services.stamped import (
        keep_stamped_annex,
        keep_stamped_copy,
        keep_stamped_document,
    )
    from congso.domains.documents.subscribers_outgoing import (
        note_arrival,
        send_letters,
        tell_recalled,
        tell_replaced,
    )
    from congso.domains.documents.types import types
    from congso.domains.documents.views.copies import panel
    from congso.domains.documents.views.lasting import panel as lasting_panel
    from congso.domains.documents.views.outgoing_second import panel as second_panel
    from congso.foundation.casework.registry import register_kind
    from congso.foundation.jobs.events import subscribe
    from congso.foundation.notifications.wordings import register_wording
    from congso.foundation.numbering.keeping import register_keeper
    from congso.foundation.numbering.kinds import register_kind as register_book
    from congso.foundation.signing.facade import on_stamped
    from congso.foundation.web.navigation import NavItem, register
    from congso.foundation.web.panels import Panel, register_panel

    register_kind(KIND, "documents:out_case", _("Văn bản đi"))
    register_kind(OPINION_KIND, "documents:out_opinion_case", _("Góp ý dự thảo"))
    register_book("document", _("Sổ văn bản đi (chung các loại)"))
    register_book(BOOK, _("Sổ sao văn bản"))
    register_keeper("document", OUTGOING)
    register_book(SECRET_OUT, _("Sổ văn bản mật đi"))
    register_keeper(SECRET_OUT, SECRET_OUTGOING)
    register_keeper(BOOK, COPIES)
    register_panel(Panel(PAGE, "copies", panel, column="side"))
    register_panel(Panel(PAGE, "second", second_panel))
    register_panel(Panel(PAGE, "lasting", lasting_panel, column="side"))
    for found in types().values():
        register_book(
            f"document:{found.code or 'CV'}", format_lazy(_("Sổ văn bản đi: {name}"), name=found.plain)
        )
    on_stamped(SUBJECT, keep_stamped_document)
    on_stamped(ANNEX, keep_stamped_annex)
    on_stamped(COPY, keep_stamped_copy)
    for kind in (ISSUED, RECALLED):
        register_wording(kind)
    subscribe(DocumentIssued, send_letters)
    subscribe(DocumentRecalled, tell_recalled)
    subscribe(DocumentReplaced, tell_replaced)
    subscribe(ArrivalAnswered, note_arrival)
    register(
        NavItem(
            "documents_out", _("Văn bản đi"), "documents:out_list", "send", "documents", 10, shortcut="g d"
        )
    )
    register(NavItem("documents_sign", _("Ký văn bản"), "documents:out_sign", "certificate", "documents", 20,
                     action=policies.SIGN, count_url_name="documents:out_sign_count"))  # fmt: skip
    register(NavItem("documents_seal", _("Đóng dấu, phát hành"), "documents:out_seal", "rubber-stamp", "documents", 30,
                     action=policies.REGISTER))  # fmt: skip
    register(NavItem("documents_out_book", _("Sổ văn bản đi"), "documents:out_register", "book", "documents", 40,
                     action=policies.SEE_ALL))  # fmt: skip
