"""What every service of outgoing documents does: lock, look, note."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import fold
from congso.domains.documents.enums import Power, Urgency
from congso.domains.documents.enums_outgoing import StepCode
from congso.domains.documents.errors_outgoing import GapsLeft, NotInThisStep, NotReady
from congso.domains.documents.hours import hour_words
from congso.domains.documents.layout import Content
from congso.domains.documents.models import Document, Outgoing, OutgoingFile
from congso.domains.documents.outgoing_gaps import gaps_of
from congso.domains.documents.policies_outgoing import require_can_see_outgoing
from congso.domains.documents.queries_checking import check_address
from congso.domains.documents.queries_files import texts_of
from congso.domains.documents.queries_second import beside_of
from congso.domains.documents.services.outgoing_annexes import ANNEX
from congso.domains.documents.symbols import address_of, bears_code
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import Case
from congso.foundation.casework.services import lock_case, require_fresh
from congso.foundation.signing.facade import waiting_among, waits_for_stamp

SUBJECT = "documents.document"
"""What signatures call an outgoing document."""


def lock_outgoing(viewer: Actor, document_id: UUID, seen_seq: int | None = None) -> Outgoing:
    """The document with its case locked, as the person saw it; raises NotVisible, CaseMoved."""
    outgoing = lock_named(document_id)
    case = case_of(outgoing)
    require_can_see_outgoing(viewer, outgoing, case)
    require_fresh(case, seen_seq)
    return outgoing


def lock_named(document_id: UUID) -> Outgoing:
    """The same for one that a document names, whoever issues that: asks for no rights. Raises NotVisible."""
    case_id = (
        Document.objects.filter(pk=document_id, direction="out").values_list("case_id", flat=True).first()
    )
    if case_id is None:
        raise NotVisible
    case = lock_case(case_id)
    outgoing = Outgoing.objects.select_related("document", "upload", "prepared", "document__file").get(
        pk=document_id
    )
    outgoing.document.case = case
    return outgoing


def case_of(outgoing: Outgoing) -> Case:
    """The work on the document."""
    case = outgoing.document.case
    if case is None:  # every outgoing document has one
        raise NotVisible
    return case


def step_of(case: Case) -> str:
    """Code of the present step; empty when the work has ended."""
    return definition(case.version_id).step(case.step_id).code if case.step_id else ""


def require_step(outgoing: Outgoing, *codes: str) -> None:
    """Refuse what belongs to another step."""
    case = case_of(outgoing)
    code = step_of(case)
    if code not in codes:
        own = definition(case.version_id).step(case.step_id).name if case.step_id else outgoing.document.get_state_display()
        label = StepCode(code).label if code in StepCode.values else own
        raise NotInThisStep(subject=outgoing.document.subject, step=label)


def require_stamped(outgoing: Outgoing) -> None:
    """Nothing is put over a signature that waits for its timestamp: it would break. Nor do annexes leave without. Raises NotReady."""
    annexes = OutgoingFile.objects.filter(outgoing=outgoing, removed_at=None).values_list("pk", flat=True)
    if waits_for_stamp(SUBJECT, str(outgoing.pk)) or waiting_among(ANNEX, map(str, annexes)):
        reason = _("chữ ký đang chờ dấu thời gian; hệ thống tự lấy rồi báo, không phải ký lại")
        raise NotReady(subject=outgoing.document.subject, reason=reason)


def require_no_gaps(outgoing: Outgoing) -> None:
    """Refuse a paper that is half written, naming the first open places. Raises GapsLeft."""
    found = gaps_of(outgoing)
    if found:
        more = [_("và %(n)d chỗ khác") % {"n": len(found) - 3}] if len(found) > 3 else []
        places = "; ".join([*(each.words for each in found[:3]), *more])
        raise GapsLeft(subject=outgoing.document.subject[:150], places=places)


def content_of(outgoing: Outgoing) -> Content:
    """What the paper says, as it stands."""
    document = outgoing.document
    return Content(
        unit_id=document.agency_id, type_code=document.type_code, subject=document.subject, body=outgoing.body,
        signer_name=document.signer_name, signer_position=outgoing.position, power=Power(document.signer_power),
        authority=outgoing.authority, body_signed_for=outgoing.signed_for, grounds=outgoing.grounds, addressees=outgoing.addressees,
        recipients=outgoing.recipients, annexes=[(row.title, row.body) for row in texts_of(outgoing.pk)], symbol=document.symbol, number=document.number, on=document.issued_on,
        urgency=Urgency(document.urgency), arrive_by=hour_words(document.arrive_by), circulation=document.circulation, drafter=outgoing.mark,
        check_url=_check_url(outgoing), confirmation=outgoing.confirmation, address=address_of(document.agency_id, document.issued_on or clock.today()) if outgoing.with_address else "",
        beside=beside_of(outgoing), extra={"collective": outgoing.collective} if outgoing.collective else {},
    )  # fmt: skip


def _check_url(outgoing: Outgoing) -> str:
    """The address of the code on the paper; empty where its agency prints none."""
    document = outgoing.document
    wanted = outgoing.check_token and bears_code(document.agency_id, document.issued_on or clock.today())
    return check_address(outgoing) if wanted else ""


def search_key_of(document: Document) -> str:
    """The words by which it is found."""
    parts = (document.number_text, document.subject, document.issuer_name, document.signer_name)
    return fold(" ".join(parts))


def _title(document: Document) -> str:
    """Its subject, and of a flash document with an hour by when it must be there."""
    hour = hour_words(document.arrive_by)
    return f"{document.subject[:430]} (hỏa tốc, phải đến nơi trước {hour})" if hour else document.subject


def case_words(document: Document) -> dict[str, Any]:
    """What the inbox shows of it; without a number yet, its symbol."""
    return {
        "number": (document.number_text or f"…/{document.symbol}")[:40],
        "title": _title(document),
        "search_key": search_key_of(document),
    }
