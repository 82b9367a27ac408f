"""Write a draft, change it, remark on it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils.translation import gettext as _

from congso.core.actors import Actor, Seat
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.documents import text_layer
from congso.domains.documents.authorities import default_authority
from congso.domains.documents.body_blocks import require_tables, spoken, tidy
from congso.domains.documents.enums import Authority, Direction, Power, RelationKind, State
from congso.domains.documents.enums_outgoing import EDITED_IN
from congso.domains.documents.errors_outgoing import UploadSigned
from congso.domains.documents.hours import hasten, hour_of, hour_words
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import Comment, Document, DraftVersion, Outgoing, OutgoingFile, Relation
from congso.domains.documents.outgoing_paper import page_count, require_plain
from congso.domains.documents.outgoing_process import KIND, version_for
from congso.domains.documents.policies_incoming import require_visible
from congso.domains.documents.policies_outgoing import drafting_seat, require_can_see_outgoing
from congso.domains.documents.queries_files import files_of
from congso.domains.documents.queries_second import second_of, told_second
from congso.domains.documents.services.outgoing_addresses import require_address
from congso.domains.documents.services.outgoing_authorities import take_authority
from congso.domains.documents.services.outgoing_common import (
    case_of,
    case_words,
    lock_outgoing,
    require_step,
    search_key_of,
)
from congso.domains.documents.services.outgoing_second import SecondIn, keep_second
from congso.domains.documents.symbols import symbol_of
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.models import Case
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services import Happening, Opening, note_event
from congso.foundation.casework.services.opening import prepare_case
from congso.foundation.files.content import PDF, media_type
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file, store_file
from congso.foundation.files.uploads import Upload
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names
from congso.foundation.signing.facade import require_harmless, verify_pdf


@dataclass(frozen=True)
class DraftIn:
    """What the drafter wrote."""

    type_code: str
    subject: str
    body: str = ""
    grounds: Sequence[str] = ()
    addressees: Sequence[str] = ()
    recipients: Sequence[str] = ()
    signer_id: int | None = None
    power: str = Power.OWN
    position: str = ""
    signed_for: str = ""
    collective: str = ""
    by_authority: int | None = None
    """The row by which is signed by order or delegation; power, position and signer follow from it."""
    authority: str = ""
    """Empty: as is usual for its agency."""
    urgency: int = 0
    arrive_by: datetime | None = None
    """Of the urgency with an hour: by when it must be there."""
    circulation: str = ""
    mark: str = ""
    confirmation: str = ""
    with_address: bool = False
    upload: Upload | None = None
    drop_upload: bool = False
    places: dict[str, list[float]] | None = None
    second: SecondIn | None = None
    note: str = ""


_OWN_WORDS = ("position", "signed_for", "collective", "mark", "confirmation")
_LISTS = ("grounds", "addressees", "recipients")


def start_draft(*, actor: Actor, draft: DraftIn, unit_id: int | None = None,
                relation: tuple[str, UUID] | None = None) -> Document:  # fmt: skip
    """Begin a document of one's agency (soạn thảo); it stands in its drafter's inbox. Raises NotAllowed, FileRefused."""
    version_for(drafting_seat(actor, unit_id).role)
    with write_action("documents.start_draft", actor=actor) as action:
        return begin_draft(action, draft, unit_id=unit_id, relation=relation)


def begin_draft(
    action: WriteAction, draft: DraftIn, *, unit_id: int | None = None, relation: tuple[str, UUID] | None = None
) -> Document:
    """Begin a document inside the open action of a room that needs it; its actor is the drafter."""
    actor = action.actor
    seat = drafting_seat(actor, unit_id)
    agency = tree().agency_of(seat.unit_id)
    document = Document(
        direction=Direction.OUTGOING, state=State.DRAFT, agency_id=agency.id, issuer_code=agency.identifier,
        issuer_name=agency.name, created_at=action.at, created_by=actor.account_id,
    )  # fmt: skip
    outgoing = Outgoing(
        check_token=secrets.token_urlsafe(15),
        document=document, agency_id=agency.id, unit_id=seat.unit_id, drafter_id=actor.account_id or 0, drafter_name=actor.name
    )  # fmt: skip
    _fill(action, outgoing, draft)
    document.case = _open(action, document, seat, version_for(seat.role))
    document.save(force_insert=True)
    outgoing.save(force_insert=True)
    keep_second(outgoing, draft.second)
    if relation is not None:
        _relate(actor, document, *relation)
    keep_version(action, outgoing, draft.note)
    keep_entry(document)
    action.record(document, title=document.subject, type=document.type_code, unit=seat.unit_id)
    return document


def _open(action: WriteAction, document: Document, seat: Seat, version_id: int) -> Case:
    """The work on the draft, in its drafter's own hands from the first moment."""
    case, event = prepare_case(action, Opening(
        kind=KIND, subject=tree().name(seat.unit_id), **case_words(document),
        version_id=version_id, agency_id=document.agency_id, receiving_unit_id=seat.unit_id, division_id=seat.unit_id,
        opened_at=action.at, seat=seat, public=False, is_promise=False, event="drafted"))  # fmt: skip
    hasten(case, document)
    case.holder_id = event.to_holder_id = action.actor.account_id
    case.save(force_insert=True)
    event.save(force_insert=True)
    return case


def _relate(actor: Actor, document: Document, kind: str, target_id: UUID) -> None:
    """To a document of either way that its drafter may see: an answer names what came in."""
    if kind not in RelationKind.values:
        raise NotVisible
    target = Outgoing.objects.select_related("document__case").filter(pk=target_id).first()
    if target is not None:
        require_can_see_outgoing(actor, target, case_of(target))
    else:
        require_visible(actor, target_id)
    Relation.objects.create(source=document, kind=kind, target_id=target_id)


def _fill(action: WriteAction, outgoing: Outgoing, draft: DraftIn) -> None:
    document, today = outgoing.document, action.at.date()
    document.type_code, document.subject = draft.type_code, nfc(draft.subject, collapse=True).strip()
    document.urgency, document.circulation = draft.urgency, nfc(draft.circulation)
    document.signer_power = draft.power
    document.arrive_by = hour_of(draft.urgency, draft.arrive_by, now=action.at)
    document.symbol = symbol_of(draft.type_code, document.agency_id, outgoing.unit_id, today)
    outgoing.signer_id = draft.signer_id
    document.signer_name = account_names().get(draft.signer_id or 0, "")
    outgoing.body = nfc(draft.body.replace("\r\n", "\n").strip())
    require_tables(outgoing.body)
    for name in _OWN_WORDS:
        setattr(outgoing, name, nfc(getattr(draft, name).strip()))
    for name in _LISTS:
        setattr(outgoing, name, [nfc(each.strip()) for each in getattr(draft, name) if each.strip()])
    outgoing.with_address = draft.with_address
    require_address(outgoing, today)
    outgoing.authority = draft.authority or default_authority(document.agency_id)
    take_authority(outgoing, draft.by_authority, today)
    document.signer_title = outgoing.position.split("\n")[-1]
    document.search_key = search_key_of(document)
    _take_upload(outgoing, draft)
    document.text = _words_of(outgoing)


def _take_upload(outgoing: Outgoing, draft: DraftIn) -> None:
    if draft.drop_upload:
        outgoing.upload, outgoing.upload_name = None, ""
    if draft.upload is not None:
        outgoing.upload, outgoing.upload_name = (
            store_unsigned(draft.upload),
            nfc(draft.upload.name or "")[:200],
        )
    if draft.places is not None:
        outgoing.places = draft.places
    _require_page(outgoing)


def _words_of(outgoing: Outgoing) -> str:
    """What the search finds the draft by: the text layer of the uploaded file, or its own words."""
    if outgoing.upload is not None:
        with open_file(outgoing.upload) as stream:
            return text_layer.text_of(stream.read())
    return "\n".join([*outgoing.addressees, *outgoing.grounds, spoken(outgoing.body), *outgoing.recipients])


def _require_page(outgoing: Outgoing) -> None:
    """The signature goes on a page that the uploaded file has."""
    place = outgoing.places.get("sign")
    if outgoing.upload is None or not place:
        return
    with open_file(outgoing.upload) as stream:
        pages = page_count(stream.read())
    if not 1 <= place[0] <= pages:
        raise InvalidInput(field="sign_spot", reason=_("tệp chỉ có %(pages)d trang.") % {"pages": pages})


def store_unsigned(upload: Upload) -> StoredFile:
    """A PDF without signatures. Raises FileRefused, UploadSigned, PdfRefused."""
    content = upload.read()
    if media_type(BytesIO(content), upload.name or "", len(content)) != PDF:
        raise InvalidInput(field="upload", reason=_("chỉ nhận tệp PDF."))
    require_harmless(content)
    if verify_pdf(content):
        raise UploadSigned(field="upload")
    require_plain(content)
    return store_file(File(BytesIO(content), name=upload.name), name=upload.name or "")


def content_json(outgoing: Outgoing) -> dict[str, Any]:
    """A state of the draft as it is kept and compared."""
    document = outgoing.document
    kept: dict[str, Any] = {
        name: getattr(outgoing, name) for name in (*_OWN_WORDS, *_LISTS, "body", "upload_name")
    }
    return kept | {
        "type_code": document.type_code, "subject": document.subject, "urgency": document.urgency, "arrive_by": hour_words(document.arrive_by), "upload": outgoing.upload_id or "",
        "with_address": "có" if outgoing.with_address else "", "second": told_second(second_of(outgoing)), "files": [_named(row) for row in files_of(outgoing.pk)], "circulation": document.circulation, "authority": str(Authority(outgoing.authority).label), "signer_name": document.signer_name, "signer_power": document.signer_power,
    }  # fmt: skip


def _named(row: OutgoingFile) -> str:
    """A file or annex as a line: what it is, which version of it, and the words of one that is laid out here."""
    parts = [f"{row.position}. {row.title}", row.name, f"v{row.version}" if row.name else "", (row.stored_id or "")[:12]]
    line, words = " | ".join(part for part in parts if part), tidy(row.body)
    between = " | " if words == row.body else "\n"  # a table begins on a line of its own
    return f"{line}{between}{words}" if words else line


def keep_version(action: WriteAction, outgoing: Outgoing, note: str) -> DraftVersion:
    """Inside the open action: the draft as it stands now, as its next version."""
    number = DraftVersion.objects.filter(outgoing=outgoing).count() + 1
    return DraftVersion.objects.create(
        outgoing=outgoing, number=number, by=action.actor.account_id, by_name=action.actor.name, at=action.at,
        note=nfc(note.strip())[:300], content=content_json(outgoing),
    )  # fmt: skip


def save_draft(*, actor: Actor, document_id: UUID, seen_seq: int | None, draft: DraftIn) -> Document:
    """Change a draft while it is drafted or reviewed; who holds it may, and every change is a version.

    Raises NotYourStep, NotInThisStep, CaseMoved.
    """
    with write_action("documents.save_draft", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        case = case_of(outgoing)
        require_step(outgoing, *EDITED_IN)
        seat = require_can_act(actor, case)
        before = content_json(outgoing)
        _fill(action, outgoing, draft)
        outgoing.document.save()
        outgoing.save()
        keep_second(outgoing, draft.second)
        for name, value in case_words(outgoing.document).items():
            setattr(case, name, value)
        hasten(case, outgoing.document)
        case.save(update_fields=["number", "title", "search_key", "due_at", "step_due_at"])
        keep_entry(outgoing.document)
        if content_json(outgoing) != before:
            version = keep_version(action, outgoing, draft.note)
            note_event(
                action,
                case,
                Happening("edited", seat=seat, note=draft.note.strip(), data={"version": version.number}),
            )
        action.record(
            outgoing.document, title=outgoing.document.subject, changed=content_json(outgoing) != before
        )
    return outgoing.document


def add_comment(*, actor: Actor, document_id: UUID, text: str) -> Comment:
    """Remark on the latest version (góp ý); everybody who may see the draft may. Raises InvalidInput."""
    with write_action("documents.add_comment", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id)
        require_step(outgoing, *EDITED_IN)
        if not text.strip():
            raise InvalidInput(field="text", reason=_("chưa có nội dung góp ý."))
        version = DraftVersion.objects.filter(outgoing=outgoing).latest("number")
        comment = Comment.objects.create(
            version=version, by=actor.account_id, by_name=actor.name, at=action.at, text=nfc(text.strip())
        )
        action.record(comment, document=outgoing.pk, version=version.number)
    return comment


def settle_comment(*, actor: Actor, comment_id: int) -> Comment:
    """Mark a remark as settled (đã tiếp thu, giải trình); its writer or who holds the draft may."""
    with write_action("documents.settle_comment", actor=actor) as action:
        comment = Comment.objects.select_related("version").filter(pk=comment_id).first()
        if comment is None:
            raise NotVisible
        outgoing = lock_outgoing(actor, comment.version.outgoing_id)
        if comment.by not in actor.accounts:
            require_can_act(actor, case_of(outgoing))
        if comment.resolved_at is None:
            comment.resolved_at, comment.resolved_by_name = action.at, actor.name
            comment.save(update_fields=["resolved_at", "resolved_by_name"])
        action.record(comment, document=outgoing.pk)
    return comment
