"""Sign on paper (ký giấy): the same way and the same book, but signed and stamped by hand, and scanned."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.domains.documents.enums import State
from congso.domains.documents.enums_outgoing import EDITED_IN, NOT_BY_LEADERS, SIGNED_IN, StepCode
from congso.domains.documents.errors_outgoing import DraftIncomplete, NotReady
from congso.domains.documents.models import (
    CertifiedCopy,
    CopyKind,
    CopyMedium,
    Document,
    Outgoing,
    PaperSigning,
)
from congso.domains.documents.outgoing_paper import page_count, paper_of
from congso.domains.documents.policies_outgoing import require_can_sign, require_registry
from congso.domains.documents.queries_paper import hand_signed
from congso.domains.documents.services.outgoing_annexes import keep_pdf, read_pdf
from congso.domains.documents.services.outgoing_authorities import require_authority
from congso.domains.documents.services.outgoing_common import (
    case_of,
    content_of,
    lock_outgoing,
    require_no_gaps,
    require_step,
    step_of,
)
from congso.domains.documents.services.outgoing_drafting import store_unsigned
from congso.domains.documents.services.outgoing_numbering import require_near, require_number, take_number
from congso.domains.documents.services.outgoing_opinions import end_opinions
from congso.domains.documents.services.outgoing_reviewing import missing_of_upload
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services import Happening, follow, note_event
from congso.foundation.files.uploads import Upload


def _require_paper(outgoing: Outgoing) -> PaperSigning:
    found = PaperSigning.objects.select_for_update(no_key=True).filter(pk=outgoing.pk).first()
    if found is None:
        raise NotReady(subject=outgoing.document.subject, reason=_("văn bản này ký số, không ký giấy"))
    return found


def mark_on_paper(*, actor: Actor, document_id: UUID, seen_seq: int | None, on_paper: bool) -> Outgoing:
    """Say that a draft will be signed by hand, or after all electronically; who holds it may. Raises NotYourStep, NotInThisStep."""
    with write_action("documents.mark_on_paper", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        require_step(outgoing, *EDITED_IN)
        require_can_act(actor, case_of(outgoing))
        rows = PaperSigning.objects.filter(pk=outgoing.pk)
        was = rows.exists()
        if on_paper and not was:
            PaperSigning.objects.create(outgoing=outgoing, marked_at=action.at, marked_by_name=actor.name[:120])
        elif was and not on_paper:
            rows.delete()
        if was != on_paper:
            note_event(action, case_of(outgoing), Happening("marked_paper" if on_paper else "unmarked_paper"))
        action.record(outgoing.document, on_paper=on_paper)
    return outgoing


def approve_on_paper(*, actor: Actor, document_id: UUID, seen_seq: int | None, note: str = "") -> Outgoing:
    """Who signs approves the text and lets the registry number and print it; nothing is signed yet (duyệt để ký giấy).

    Raises NotYourStep, NotInThisStep, GapsLeft, DraftIncomplete, AuthorityOver, NotReady.
    """
    with write_action("documents.approve_on_paper", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        require_step(outgoing, *SIGNED_IN)
        document, case, paper = outgoing.document, case_of(outgoing), _require_paper(outgoing)
        require_can_act(actor, case)
        require_can_sign(actor, document, by_order=step_of(case) in NOT_BY_LEADERS)
        today = clock.local(action.at).date()
        require_authority(outgoing, today)
        if outgoing.signer_id not in (None, actor.account_id):
            raise NotReady(subject=document.subject, reason=_("người ký ghi trên văn bản là %(name)s") % {"name": document.signer_name})
        require_no_gaps(outgoing)
        if missing := missing_of_upload(outgoing):
            raise DraftIncomplete(what=", ".join(missing))
        paper.approved_at, paper.approved_by_name = action.at, actor.name[:120]
        paper.save(update_fields=["approved_at", "approved_by_name"])
        outgoing.issue_by = today if document.urgency else schedule_for(document.agency_id, today).add_working_days(today, 1)
        outgoing.save(update_fields=["issue_by"])
        end_opinions(action, outgoing, _("Dự thảo đã được duyệt để ký"))
        follow(action, case, way_code="signed", name="approved_on_paper", note=note, division_id=outgoing.unit_id)
        action.record(document, approved_on_paper=True)
    return outgoing


def number_on_paper(*, actor: Actor, document_id: UUID, seen_seq: int | None, on: date | None = None) -> Outgoing:
    """Take number and day from the book and lay out the sheet that is signed by hand (cấp số, in).

    For today or the working day before, never behind the last number's day; a number kept before stays (NĐ 30/2020, Điều 15).
    Raises NotAllowed, NotInThisStep, NotReady, ReservedDayNotOpen, DateNotOpen, BookClosed, PdfRefused.
    """
    with write_action("documents.number_on_paper", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        document, paper = outgoing.document, _require_paper(outgoing)
        require_registry(actor, document.agency_id)
        require_step(outgoing, StepCode.ISSUE)
        if paper.numbered_at is not None:
            raise NotReady(subject=document.subject, reason=_("đã cấp số"))
        today = clock.local(action.at).date()
        if document.number is None:
            require_near(document.agency_id, on or today, today)
        take_number(action, outgoing, on or today)
        sheet = paper_of(content_of(outgoing), outgoing.upload, outgoing.places, today=document.issued_on or today)
        outgoing.prepared = keep_pdf(sheet.pdf)
        document.state, document.pages, document.file = State.SIGNING, page_count(sheet.pdf), outgoing.prepared
        document.save(update_fields=["state", "pages", "file"])
        outgoing.save(update_fields=["prepared"])
        paper.numbered_at = action.at
        paper.save(update_fields=["numbered_at"])
        note_event(action, case_of(outgoing), Happening("numbered_on_paper", data={"number": document.number_text}))
        action.record(document, number=document.number_text, on=document.issued_on, sha256=outgoing.prepared.pk)
    return outgoing


def keep_scan(*, actor: Actor, document_id: UUID, seen_seq: int | None, upload: Upload, signed_on: date) -> Outgoing:
    """Keep the scan of what was signed and stamped by hand: the office's copy. Another one may take its place until it is issued.

    Raises NotAllowed, NotInThisStep, NotReady, FileRefused, PdfRefused, UploadSigned, InvalidInput.
    """
    with write_action("documents.keep_scan", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        document, paper = outgoing.document, _require_paper(outgoing)
        require_registry(actor, document.agency_id)
        require_step(outgoing, StepCode.ISSUE)
        if paper.numbered_at is None or paper.copy_id is not None:
            reason = _("đã ký số bản điện tử, không thay bản quét được nữa") if paper.copy_id else _("chưa cấp số, in")
            raise NotReady(subject=document.subject, reason=reason)
        require_number(outgoing)
        _require_day(paper, signed_on, clock.local(action.at).date())
        scan = store_unsigned(upload)
        pages = page_count(read_pdf(scan))
        if document.pages and pages < page_count(read_pdf(outgoing.prepared)):
            raise InvalidInput(field="upload", reason=_("bản quét chỉ có %(pages)d trang, ít hơn bản đã in; hãy quét đủ các trang.") % {"pages": pages})
        paper.scan, paper.signed_on, paper.scanned_at, paper.scanned_by_name = scan, signed_on, action.at, actor.name[:120]
        paper.save(update_fields=["scan", "signed_on", "scanned_at", "scanned_by_name"])
        document.file, document.pages = scan, pages
        document.save(update_fields=["file", "pages"])
        note_event(action, case_of(outgoing), Happening("scanned", data={"number": document.number_text}))
        action.record(document, number=document.number_text, signed_on=signed_on, sha256=scan.pk)
    return outgoing


def _require_day(paper: PaperSigning, signed_on: date, today: date) -> None:
    """Signed between the approval and today. Raises InvalidInput."""
    first = clock.local(paper.approved_at).date() if paper.approved_at else today
    if not first <= signed_on <= today:
        raise InvalidInput(field="signed_on", reason=_("ngày ký tay phải từ %(first)s đến hôm nay.") % {"first": f"{first:%d/%m/%Y}"})


def copy_signed(action: WriteAction, copy: CertifiedCopy) -> None:
    """Inside the open action: the agency's signed electronic copy of a whole paper document is what goes out electronically from now on."""
    paper = hand_signed(copy.source_id)
    if paper is None or paper.scan_id is None or paper.copy_id is not None:
        return
    if copy.kind != CopyKind.WHOLE or copy.medium != CopyMedium.ELECTRONIC:
        return
    PaperSigning.objects.filter(pk=paper.pk).update(copy=copy)
    Document.objects.filter(pk=copy.source_id).update(file=copy.file)
    action.record(paper, document=copy.source_id, copy=copy.number_text)
