"""Make certified copies: sao y, trích sao, sao lục (NĐ 30/2020, Điều 25 to 27)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.documents.copy_paper import Block, on_paper, pages_of, place_of
from congso.domains.documents.enums import State
from congso.domains.documents.errors_copies import CopyRefused, CopySigned
from congso.domains.documents.extract_paper import extract_pdf
from congso.domains.documents.models import CertifiedCopy, CopyKind, CopyMedium, Document
from congso.domains.documents.outgoing_paper import require_plain
from congso.domains.documents.policies_outgoing import is_registry_of, require_can_seal, require_registry
from congso.domains.documents.queries_any import require_document
from congso.domains.documents.queries_paper import COPY, hand_signed
from congso.domains.documents.services.outgoing_on_paper import copy_signed
from congso.domains.documents.symbols import abbreviation
from congso.foundation.audit.writing import write_action
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file, store_file
from congso.foundation.numbering.models import NumberEntry
from congso.foundation.numbering.services import NumberRequest, take_numbers
from congso.foundation.orgs.queries import tree
from congso.foundation.printing.wording import in_vietnamese
from congso.foundation.signing.errors import KeyUnusable
from congso.foundation.signing.facade import (
    Order,
    Place,
    SignatureKind,
    Signed,
    add_fields,
    record_signature,
    require_harmless,
    verify_pdf,
)
from congso.foundation.signing.stamps import moment_words

BOOK = "document:copy"
SUBJECT = COPY
_NOT_YET = frozenset({State.DRAFT, State.SIGNING, State.WAITING, State.SENT_BACK, State.CANCELLED})


@dataclass(frozen=True)
class CopyIn:
    """What is asked for."""

    kind: CopyKind
    medium: CopyMedium
    pages: str = ""
    passages: Sequence[str] = field(default_factory=tuple)
    strips: Sequence[str] = field(default_factory=tuple)
    source_is_copy: bool = False
    """The clerk says that what is copied is itself a bản sao y."""
    recipients: Sequence[str] = field(default_factory=tuple)
    signer_name: str = ""
    powers: Sequence[str] = field(default_factory=tuple)


def make_copy(*, actor: Actor, document_id: UUID, asked: CopyIn) -> CertifiedCopy:
    """Number a copy and lay it out; an electronic one then waits for the agency's signature, one on paper for the printer.

    Raises NotVisible, NotAllowed, CopyRefused, PdfRefused, BookClosed.
    """
    with write_action("documents.make_copy", actor=actor) as action:
        require_document(viewer=actor, document_id=document_id)
        document = Document.objects.select_related("file").get(pk=document_id)
        require_registry(actor, document.agency_id)
        pdf = _source(document)
        _require_rule(document, pdf, asked)
        on, unit_id = clock.local(action.at).date(), document.agency_id
        suffix = f"/{asked.kind}-{abbreviation(unit_id, on)}"
        taken = take_numbers([NumberRequest(unit_id, BOOK, str(on.year), width=2, suffix=suffix)], subject=str(document_id))[0]
        entry = NumberEntry.objects.get(book__unit_id=unit_id, book__kind=BOOK, book__period=str(on.year), value=taken.value)
        copy = CertifiedCopy(
            source=document, agency_id=unit_id, issuer_name=tree().get(unit_id).name[:200], kind=asked.kind, medium=asked.medium,
            entry=entry, number_text=f"{taken.value:02d}{suffix}", on=on, pages=asked.pages.strip()[:200],
            recipients=[nfc(each)[:300] for each in asked.recipients], signer_name=nfc(asked.signer_name)[:100],
            powers=[nfc(each)[:150] for each in asked.powers],
            passages=[nfc(each) for each in asked.passages], strips=[each[:20] for each in asked.strips], made_by=actor.account_id, made_by_name=actor.name[:120], made_at=action.at,
        )  # fmt: skip
        _lay_out(copy, _taken(document, pdf, asked))
        copy.save(force_insert=True)
        action.record(copy, of=document_id, number=copy.number_text, kind=copy.kind, medium=copy.medium, sha256=copy.prepared_id)
    return copy


def _taken(document: Document, pdf: bytes, asked: CopyIn) -> bytes:
    """What of the source is copied: all of it, pages, or passages and strips in its form."""
    if asked.kind == CopyKind.PART and not asked.pages.strip():
        return extract_pdf(document, pdf, asked.passages, asked.strips)
    if asked.kind == CopyKind.PART or asked.medium == CopyMedium.PAPER:
        return pages_of(pdf, asked.pages.strip())
    return pdf


def extract_source(*, viewer: Actor, document_id: UUID) -> tuple[Document, bytes]:
    """A document that may be extracted, with its file, for the registry of its agency. Raises NotVisible, CopyRefused."""
    require_document(viewer=viewer, document_id=document_id)
    document = Document.objects.select_related("file").get(pk=document_id)
    if not is_registry_of(viewer, document.agency_id):
        raise NotVisible
    return document, _source(document)


def _lay_out(copy: CertifiedCopy, pages: bytes) -> None:
    if copy.medium == CopyMedium.PAPER:
        with in_vietnamese():
            label = str(CopyKind(copy.kind).label)
        block = Block(copy.agency_id, label, copy.number_text, copy.on, copy.powers, copy.signer_name, copy.recipients)
        copy.prepared = _keep(on_paper(pages, block))
        return
    place = place_of(pages)
    copy.prepared, copy.field = _keep(add_fields(pages, [place])), asdict(place)


def _source(document: Document) -> bytes:
    """The PDF of a document that has gone out or was registered; of one signed by hand its scan. Raises CopyRefused."""
    paper = hand_signed(document.pk)
    scan = paper.scan if paper is not None and document.state != State.CANCELLED else None
    file = scan or document.file
    if file is None or (scan is None and document.state in _NOT_YET):
        raise CopyRefused(reason=_("văn bản chưa phát hành, chưa đăng ký hoặc không có tệp"))
    with open_file(file) as stream:
        pdf = stream.read()
    if not pdf.startswith(b"%PDF-"):
        raise CopyRefused(reason=_("tệp văn bản không phải PDF"))
    require_harmless(pdf)
    require_plain(pdf)
    return pdf


def _require_rule(document: Document, pdf: bytes, asked: CopyIn) -> None:
    """Which copies of what the decree knows (Điều 25). Raises CopyRefused."""
    electronic = asked.medium == CopyMedium.ELECTRONIC
    if asked.kind == CopyKind.PART and not (asked.pages.strip() or asked.passages or asked.strips):
        raise CopyRefused(field="pages", reason=_("trích sao cần ghi các trang được trích, hoặc chọn đoạn trích"))
    if asked.kind == CopyKind.OF_COPY and not asked.source_is_copy:
        raise CopyRefused(field="source_is_copy", reason=_("sao lục chỉ làm từ bản sao y"))
    if electronic and asked.kind != CopyKind.PART and verify_pdf(pdf):
        raise CopyRefused(field="medium", reason=_("văn bản điện tử đã ký số tự nó là bản gốc, hãy gửi chính tệp ấy; chỉ trích sao hoặc sao ra giấy"))
    if not electronic and not (asked.signer_name and asked.powers):
        raise CopyRefused(field="signer_name", reason=_("bản giấy cần chức vụ, họ tên người ký"))


def _keep(content: bytes) -> StoredFile:
    return store_file(File(BytesIO(content), name="ban-sao.pdf"), name="ban-sao.pdf")


def order_of(copy: CertifiedCopy) -> Order:
    """The agency's signature wanted at the top right: kind of copy, agency, time, without a picture."""
    with open_file(copy.prepared) as stream, in_vietnamese():
        words = (str(CopyKind(copy.kind).label).upper(), copy.issuer_name, moment_words(clock.now()))
        place: Any = copy.field
        return Order(SUBJECT, str(copy.pk), stream.read(), Place(**place), SignatureKind.COPY, signer_name=copy.issuer_name[:120], words=words)


def store_signed_copy(*, actor: Actor, copy_id: UUID, signed: Signed) -> CertifiedCopy:
    """Keep the copy with the signature of the agency whose copy it is. Raises CopySigned, KeyUnusable, NotAllowed."""
    with write_action("documents.sign_copy", actor=actor) as action:
        copy = CertifiedCopy.objects.select_for_update(no_key=True).filter(pk=copy_id).first()
        if copy is None:
            raise NotVisible
        require_can_seal(actor, copy.agency_id)
        if copy.signed_at is not None:
            raise CopySigned(number=copy.number_text)
        if signed.key.unit_id != copy.agency_id:
            raise KeyUnusable(reason=_("con dấu của cơ quan khác"))
        copy.file, copy.signed_at = _keep(signed.content), action.at
        copy.save(update_fields=["file", "signed_at"])
        record_signature(action, signed, file=copy.file)
        copy_signed(action, copy)
    return copy
