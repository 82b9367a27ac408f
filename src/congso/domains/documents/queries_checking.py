"""What anybody may know of an issued document who holds its code: whether it is genuine, whether it still holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from congso.core.errors import NotVisible
from congso.domains.documents.enums import RelationKind, State
from congso.domains.documents.models import Outgoing, Relation
from congso.domains.documents.types import type_name
from congso.foundation.signing.facade import Finding, signatures_in

_OUT = frozenset({State.ISSUED, State.RECALLED, State.REPLACED})


@dataclass(frozen=True)
class CheckedDocument:
    """A document as its page for everybody shows it (trang kiểm tra văn bản)."""

    type_name: str
    number: str
    issued_on: date | None
    issuer: str
    subject: str
    """Empty for what circulates inside only: who holds the paper has it, the page tells nobody else."""
    signer: str
    pages: int | None
    standing: State
    ended_at: datetime | None
    ended_by: str
    """The number of what replaced or recalled it, if it was a document."""
    sha256: str
    findings: list[Finding]


def check_address(outgoing: Outgoing) -> str:
    """The page for everybody on which a document is checked; the QR code leads there."""
    return str(settings.CONGSO_BASE_URL).rstrip("/") + reverse("check_document:page", kwargs={"check_token": outgoing.check_token})


def checked_document(*, token: str) -> CheckedDocument:
    """The issued document of a code; raises NotVisible, also while it is a draft."""
    rows = Outgoing.objects.select_related("document__file").filter(check_token=token, document__state__in=_OUT)
    outgoing = rows.first() if token else None
    if outgoing is None:
        raise NotVisible
    document = outgoing.document
    by = Relation.objects.filter(target=document, kind__in=[RelationKind.REPLACES, RelationKind.RECALLS], source__state=State.ISSUED)
    ended_by = by.values_list("source__number_text", "source__outgoing__issued_at").order_by("-pk").first() if document.state != State.ISSUED else None
    return CheckedDocument(
        type_name=type_name(document.type_code), number=document.number_text, issued_on=document.issued_on, issuer=document.issuer_name,
        subject="" if document.circulation else document.subject, signer=f"{outgoing.position} {document.signer_name}".strip(), pages=document.pages,
        standing=State(document.state), ended_at=outgoing.recalled_at or (ended_by[1] if ended_by else None), ended_by=ended_by[0] if ended_by else "",
        sha256=document.file_id or "", findings=signatures_in(document.file),
    )  # fmt: skip
