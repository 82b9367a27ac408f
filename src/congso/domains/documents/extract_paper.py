"""The paper of an extract: the head of the source set anew, the passages, who signed it (NĐ 30/2020, Điều 25 khoản 3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from congso.core import clock
from congso.domains.documents import text_layer
from congso.domains.documents.body_blocks import passages
from congso.domains.documents.enums import Direction
from congso.domains.documents.errors_copies import CopyRefused
from congso.domains.documents.extracting import arrange, cut_out, passages_of, strips_of, with_tables
from congso.domains.documents.layout import date_words, ended, heading_of, powers
from congso.domains.documents.models import Document, Outgoing
from congso.domains.documents.services.outgoing_common import content_of
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.units import letterhead
from congso.foundation.printing.wording import in_vietnamese


def source_passages(document: Document, pdf: bytes) -> list[str]:
    """What the document says, paragraph by paragraph; nothing for one whose text is a picture."""
    outgoing = _own(document)
    if outgoing is not None:
        return [*ended(outgoing.grounds), *passages(outgoing.body)]
    text = text_layer.text_of(pdf)
    return passages_of(text) if text_layer.has_words(pdf, text) else []


def _own(document: Document) -> Outgoing | None:
    """The words of a document that was laid out here."""
    if document.direction != Direction.OUTGOING:
        return None
    return Outgoing.objects.select_related("document").filter(pk=document.pk, upload=None).first()


def extract_pdf(document: Document, pdf: bytes, chosen: Sequence[str], strips: Sequence[str], *, preview: bool = False) -> bytes:
    """The passages and strips in the form of their source. Raises CopyRefused."""
    pieces = with_tables(arrange(source_passages(document, pdf), chosen))
    cut = cut_out(pdf, strips_of(strips))
    between = [{"kind": "skip"}] if pieces and cut else []
    if not pieces and not cut:
        raise CopyRefused(field="passages", reason=_("chưa chọn đoạn hay vùng nào để trích"))
    with in_vietnamese():
        return render_pdf("documents/trich-sao", {**_head(document), "pieces": [*pieces, *between, *cut], "is_preview": preview})


def _head(document: Document) -> dict[str, Any]:
    """The form of the source: whose it is, its number and day, its title, who signed it."""
    own, on = _own(document), document.issued_on or clock.today()
    head = letterhead(document.agency_id, on) if document.direction == Direction.OUTGOING else None
    heading, about = heading_of(document.type_code, document.subject)
    signs = powers(content_of(own)) if own is not None else [document.signer_title] if document.signer_title else []
    return {
        "parent": head.parent if head else "", "agency": document.issuer_name, "place": head.place if head else "",
        "number": document.number_text, "date": date_words(document.issued_on, year=on.year),
        "heading": heading, "about": about, "title": f"Trích sao {document.number_text}",
        "extract_words": "(Trích)", "preview_words": "XEM TRƯỚC", "powers": signs, "signer": document.signer_name,
        "signed_words": "(Đã ký)",
    }  # fmt: skip
