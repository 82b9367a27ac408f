"""What every service of documents that came in does: lock, write an opinion, say who has it, tell them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import Assignment, Document, Incoming, Instruction
from congso.domains.documents.services.incoming_registering import end_of_day, lock_document
from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import Case, CaseState
from congso.foundation.casework.policies import seat_at
from congso.foundation.casework.services import close, lock_case, require_fresh, require_open
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.people.queries import holders


def lock_own(document: Document, seen_seq: int | None) -> Case:
    """The document's own case, locked as it was seen and still open; raises NotVisible, CaseMoved, CaseClosed."""
    if document.case_id is None:
        raise NotVisible
    case = lock_case(document.case_id)
    require_fresh(case, seen_seq)
    require_open(case)
    return case


def seat_title(action: WriteAction, case: Case) -> str:
    """The title under which somebody writes: that of the seat from which they act."""
    seat = seat_at(action.actor, case) or action.actor.main_seat
    return seat.title if seat else ""


def write_opinion(action: WriteAction, incoming: Incoming, level: str, text: str, title: str) -> None:
    """Put an opinion on the slip, with the name and title its writer has today."""
    Instruction.objects.create(
        incoming=incoming, level=level, text=nfc(text.strip()), by=action.actor.account_id, by_name=action.actor.name,
        by_title=title, at=action.at,
    )  # fmt: skip


def lacks_head(unit_id: int) -> bool:
    """Whether a unit has no head today but officers: its work goes to them at once, as a draft of such a unit goes past its head."""
    return not holders(role="head", unit_id=unit_id) and bool(holders(role="officer", unit_id=unit_id))


def role_of(case: Case) -> str:
    """The role that does the case's present step."""
    return definition(case.version_id).step(case.step_id).role


def set_state(document: Document, state: str) -> None:
    """Where the document stands from now on, for the search too."""
    document.state = state
    document.save(update_fields=["state"])
    keep_entry(document)


def new_assignment(action: WriteAction, incoming: Incoming, unit_id: int, role: str, due_at: datetime | None, *,
                   case: Case | None = None, account_id: int | None = None) -> Assignment:  # fmt: skip
    """A line of who has the document, not saved yet."""
    return Assignment(
        incoming=incoming, unit_id=unit_id, account_id=account_id, role=role, case=case, due_at=due_at, given_at=action.at,
        given_by=action.actor.account_id, given_by_name=action.actor.name,
    )  # fmt: skip


def tell_people(
    action: WriteAction,
    document: Document,
    case_id: UUID | None,
    people: Iterable[tuple[int, str]],
    title: str,
) -> None:
    """Notices that somebody was given something to do or to know; the giver gets none."""
    write_notices(action, [
        NoticeIn(account, "documents.given", f"{title}: {document.number_text}", document.subject,
                 f"/van-ban/den/{document.pk}/", case_id)
        for account, _name in people if account != action.actor.account_id
    ])  # fmt: skip


def lock_work(case_id: UUID, seen_seq: int | None) -> tuple[Case, Incoming]:
    """A case of a document or of one of its parts, locked after its document; raises NotVisible."""
    found = Incoming.objects.filter(Q(document__case_id=case_id) | Q(assignments__case_id=case_id)).first()
    if found is None:
        raise NotVisible
    document, incoming = lock_document(found.pk)
    incoming.document = document
    case = lock_case(case_id)
    require_fresh(case, seen_seq)
    return case, incoming


def due_moment(document: Document, due_on: date | None) -> datetime | None:
    """The end of the day that was set, or else of the one written in the document."""
    day = due_on or document.due_on
    return end_of_day(document.agency_id, day) if day else None


def end_part(action: WriteAction, row: Assignment, outcome: str, note: str) -> None:
    """The work of one that helps ends with somebody else's decision; nothing for a line without work or with ended work."""
    if row.case_id is None:
        return
    case = lock_case(row.case_id)
    if case.state != CaseState.CLOSED:
        close(action, case, outcome=outcome, name=outcome, note=note, public=False, by_sender=True)
