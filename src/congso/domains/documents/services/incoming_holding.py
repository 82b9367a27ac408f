"""Bring a file in and let its own text fill the form: a scan, a PDF, an e-mail; nothing is registered yet."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import nfc
from congso.domains.documents import machine_text, text_layer
from congso.domains.documents.errors_incoming import MailUnreadable, SecretRefused
from congso.domains.documents.metadata import propose
from congso.domains.documents.models import Channel, HeldArrival
from congso.domains.documents.policies import REGISTER
from congso.domains.documents.policies_incoming import require_can_register
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import store_file
from congso.foundation.files.uploads import Upload
from congso.foundation.signing.errors import PdfRefused
from congso.foundation.signing.facade import (
    may_be_signed,
    require_harmless,
    require_harmless_pdf,
    verify_pdf,
)

TAKEN = (".pdf", ".jpg", ".jpeg", ".png", ".docx")
MOST_FILES = 30


@dataclass(frozen=True)
class Words:
    """What a file says, and whether a machine read it from its picture."""

    text: str = ""
    by_machine: bool = False


def _words_of(name: str, content: bytes) -> Words:
    """The text layer of a file; without one, its first and last page read by machine."""
    if name.lower().endswith(".eml"):
        return Words()
    found = text_layer.text_of(content)
    if text_layer.has_words(content, found) or not machine_text.may_be_read(content):
        return Words(found)
    read = machine_text.read_first_and_last(content)
    return Words(read or found, by_machine=bool(read))


@dataclass(frozen=True)
class Brought:
    """A file for a document that is registered already: read and judged, not kept yet."""

    name: str
    content: bytes
    words: Words
    findings: list[dict[str, Any]]
    pages: int | None

    @property
    def is_secret(self) -> bool:
        """Whether its own text says that it is of state-secret grade."""
        return bool(self.words.text) and "secrecy" in propose(self.words.text)

    def store(self) -> StoredFile:
        """Keep it. Raises FileRefused, FileInfected."""
        return store_file(_as_file(self.content, self.name), name=self.name)


def read_files(uploads: Sequence[Upload]) -> list[Brought]:
    """Read scans and files before anything is locked or kept; an e-mail is registered anew, not added."""
    found = []
    for upload in uploads[:MOST_FILES]:
        name, content = nfc(upload.name or "")[:200], upload.read()
        findings, _remark = judge_file(content)
        found.append(Brought(name, content, _words_of(name, content), findings, text_layer.pages_of(content)))
    return found


def hold_file(
    *, actor: Actor, agency_id: int, upload: Upload, further: Sequence[Upload] = (), channel: str = Channel.PAPER
) -> HeldArrival:
    """Keep a file just scanned or received, with what it says of itself, and those that go with it; an ``.eml`` is opened and its files taken.

    Raises NotAllowed, FileRefused, FileInfected, MailUnreadable, PdfRefused for a file too heavy to be read, and SecretRefused,
    each before anything is kept.
    """
    name, content = nfc(upload.name or ""), upload.read()
    if actor.may(REGISTER, agency_id):
        require_harmless_pdf(content)
    words = _words_of(name, content) if actor.may(REGISTER, agency_id) else Words()
    annexes = _read_further(further) if actor.may(REGISTER, agency_id) else []
    with write_action("documents.hold_file", actor=actor) as action:
        require_can_register(actor, agency_id)
        if name.lower().endswith(".eml"):
            held = _hold_mail(action, agency_id, content, annexes)
        else:
            held = _hold(action, agency_id, name, content, words, channel=channel, sender="", others=annexes)
        action.record(held, name=held.file_name, further=len(held.others), channel=held.channel, sha256=held.stored_id or "")
    return held


def _read_further(uploads: Sequence[Upload]) -> list[tuple[str, bytes]]:
    """Annexes and further files, read and weighed before anything is locked or kept. Raises InvalidInput, PdfRefused, SecretRefused."""
    if len(uploads) > MOST_FILES:
        raise InvalidInput(field="further", reason=_("một văn bản kèm tối đa %(most)d tệp.") % {"most": MOST_FILES})
    found = []
    for upload in uploads:
        name, content = PurePath(nfc(upload.name or "")).name[:200], upload.read()
        if not name.lower().endswith(TAKEN):
            raise InvalidInput(field="further", reason=_("tệp «%(name)s» không phải PDF, ảnh hoặc docx.") % {"name": name[:80]})
        require_harmless_pdf(content)
        if "secrecy" in propose(text_layer.text_of(content)):
            raise SecretRefused(field="further")
        found.append((name, content))
    return found


def _hold_mail(action: WriteAction, agency_id: int, content: bytes, further: Sequence[tuple[str, bytes]]) -> HeldArrival:
    message = email.message_from_bytes(content, policy=email.policy.default)
    sender = parseaddr(str(message.get("From", "")))[1]
    if not sender:
        raise MailUnreadable(field="upload", reason=_("thư không có người gửi."))
    files = _attachments(message)
    if not files:
        raise MailUnreadable(field="upload", reason=_("thư không có tệp văn bản đính kèm (PDF, ảnh, docx)."))
    for _name, body in files:
        require_harmless_pdf(body)
    main = next((place for place, (name, _body) in enumerate(files) if name.lower().endswith(".pdf")), 0)
    name, body = files.pop(main)
    return _hold(action, agency_id, name, body, _words_of(name, body), channel=Channel.EMAIL, sender=sender[:200], others=[*files, *further])


def _attachments(message: EmailMessage) -> list[tuple[str, bytes]]:
    """The files of a message that may be documents; the rest of it is left."""
    found = []
    for part in message.walk():
        name = PurePath(nfc(part.get_filename() or "").replace("\\", "/")).name
        if name.lower().endswith(TAKEN) and not part.is_multipart():
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                found.append((name[:200], body))
    return found[:MOST_FILES]


def _hold(action: WriteAction, agency_id: int, name: str, content: bytes, words: Words, *, channel: str, sender: str,
          others: list[tuple[str, bytes]]) -> HeldArrival:  # fmt: skip
    proposals = propose(words.text) if words.text else {}
    if "secrecy" in proposals:
        raise SecretRefused(field="upload")
    findings, remark = judge_file(content)
    stored = store_file(_as_file(content, name), name=name)
    kept = [(store_file(_as_file(body, each), name=each).pk, each) for each, body in others]
    return HeldArrival.objects.create(
        agency_id=agency_id, held_by=action.actor.account_id, held_at=action.at, channel=channel, sender=sender, stored=stored,
        file_name=name[:200], others=kept, text=words.text, text_by_machine=words.by_machine, findings=findings, pages=text_layer.pages_of(content),
        remark=remark or _remark(content, words),
        proposals={field: [each.value, each.sure] for field, each in proposals.items()},
    )  # fmt: skip


def _as_file(content: bytes, name: str) -> File[bytes]:
    file: File[bytes] = ContentFile(content, name=name)
    file.file = BytesIO(content)
    return file


def judge_file(content: bytes) -> tuple[list[dict[str, Any]], str]:
    """What the check of the signatures says, as plain values, and what went wrong with the check."""
    if not content.startswith(b"%PDF-") or not may_be_signed(content):
        return [], ""
    try:
        require_harmless(content)
        found = verify_pdf(content)
    except PdfRefused as refused:
        return [], str(refused)
    return [_plain(asdict(each)) for each in found], ""


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    kept = ("signer", "organisation", "issuer", "at", "at_proven", "trust", "reasons", "change", "covers_all")
    return {
        name: values[name].isoformat() if hasattr(values[name], "isoformat") else _simple(values[name])
        for name in kept
    }


def _simple(value: Any) -> Any:
    return (
        [str(each) for each in value]
        if isinstance(value, tuple)
        else value
        if isinstance(value, bool | None)
        else str(value)
    )


def _remark(content: bytes, words: Words) -> str:
    if words.text:
        return _("Chữ trong ảnh do máy đọc, có thể sai; mời đối chiếu với văn bản.") if words.by_machine else ""
    if content.startswith(b"%PDF-") and not text_layer.is_available():
        return _("Máy chủ chưa cài poppler (pdftotext) nên không đọc được chữ trong tệp; mời nhập tay.")
    if machine_text.may_be_read(content) and not machine_text.is_available():
        return _("Tệp là ảnh quét, không có lớp chữ; máy chủ chưa cài tesseract (tiếng Việt) nên không đọc được. Mời nhập tay.")
    return _("Tệp không có chữ để đọc; mời nhập tay.")
