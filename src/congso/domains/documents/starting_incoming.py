"""What the room says at the start about documents coming in (văn bản đến)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _


def start() -> None:
    """Menu, kinds of work, number books, and what is listened to."""
    from congso.domains.documents import policies
    from congso.domains.documents.events import DocumentIssued
    from congso.domains.documents.incoming_process import KIND, PART_KIND
    from congso.domains.documents.letters_incoming import REGISTERED, SENT_BACK
    from congso.domains.documents.numbers import INCOMING, SECRET
    from congso.domains.documents.services.incoming_registering import BOOK, SECRET_BOOK
    from congso.domains.documents.subscribers_incoming import receive_issued
    from congso.foundation.casework import registry
    from congso.foundation.jobs.events import subscribe
    from congso.foundation.notifications.wordings import register_wording
    from congso.foundation.numbering import keeping, kinds
    from congso.foundation.web import navigation

    subscribe(DocumentIssued, receive_issued)
    for letter in (REGISTERED, SENT_BACK):
        register_wording(letter)
    registry.register_kind(KIND, "documents:incoming_case", _("Văn bản đến"))
    registry.register_kind(PART_KIND, "documents:incoming_case", _("Phối hợp giải quyết văn bản"))
    kinds.register_kind(BOOK, _("Sổ đăng ký văn bản đến"))
    kinds.register_kind(SECRET_BOOK, _("Sổ văn bản mật đến"))
    keeping.register_keeper(BOOK, INCOMING)
    keeping.register_keeper(SECRET_BOOK, SECRET)
    navigation.register(navigation.NavItem(
        "incoming", _("Văn bản đến"), "documents:incoming", "inbox", "documents", 10, shortcut="g v",
        count_url_name="documents:incoming_waiting"))  # fmt: skip
    navigation.register(navigation.NavItem(
        "incoming_new", _("Đăng ký văn bản đến"), "documents:incoming_new", "file-plus", "documents", 20,
        action=policies.REGISTER, shortcut="g e"))  # fmt: skip
    navigation.register(navigation.NavItem(
        "speech", _("Đọc bút phê bằng giọng nói"), "documents:speech", "message", "admin", 46, action=policies.ALLOW_SPEECH))  # fmt: skip
    navigation.register(
        navigation.NavItem(
            "incoming_books",
            _("Sổ văn bản đến"),
            "documents:incoming_books",
            "book",
            "documents",
            30,
            action=policies.REGISTER,
        )
    )
