"""E-mail by the mail server of the installation."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file
from congso.foundation.notifications.channels.registry import EMAIL, NotTaken
from congso.foundation.notifications.models import Message


class EmailChannel:
    """Thư điện tử."""

    key = EMAIL
    label = gettext_lazy("Thư điện tử")
    uses_phone = False

    def check_config(self) -> list[str]:
        """Without a mail server letters are only kept as files."""
        kept = settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
        return [_("Chưa đặt máy chủ thư (CONGSO_SMTP_HOST); thư được ghi thành tệp.")] if kept else []

    def deliver(self, message: Message) -> None:
        """Hand a letter to the mail server."""
        try:
            _mail(message).send()
        except (SMTPException, OSError) as error:
            raise NotTaken(f"{type(error).__name__}: {error}") from error


def _mail(message: Message) -> EmailMessage:
    mail = EmailMessage(subject=message.subject, body=message.body, to=[message.to_address])
    if message.attachment is not None:
        with open_file(message.attachment) as content:
            mail.attach(message.attachment_name, content.read(), message.attachment.media_type)
    kept = StoredFile.objects.in_bulk([key for key, _name in message.further]) if message.further else {}
    for key, name in message.further:
        with open_file(kept[key]) as content:
            mail.attach(name, content.read(), _whole(kept[key].media_type))
    return mail


def _whole(media_type: str) -> str:
    """The type under which a file arrives byte for byte: what is called text, a mail program may write anew."""
    return "application/octet-stream" if media_type.startswith("text/") else media_type
