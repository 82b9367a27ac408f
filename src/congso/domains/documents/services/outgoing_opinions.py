"""Ask units and people of the office about a draft (lấy ý kiến góp ý); each answers in a case of its own, the drafter says what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.documents.enums_outgoing import EDITED_IN
from congso.domains.documents.errors_outgoing import OpinionOver
from congso.domains.documents.further_files import store_other
from congso.domains.documents.incoming_process import OPINION_KIND, opinion_version
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import DraftVersion, Opinion, Outgoing, Verdict
from congso.domains.documents.policies_opinions import require_can_see_opinion, require_may_ask
from congso.domains.documents.services.incoming_registering import end_of_day
from congso.domains.documents.services.outgoing_common import case_of, lock_outgoing, require_step
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.casework.models import CaseState
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services import (
    Happening,
    Opening,
    close,
    follow,
    lock_case,
    note_event,
    open_case,
    require_fresh,
)
from congso.foundation.files.models import StoredFile
from congso.foundation.files.uploads import Upload
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names, holders
from congso.foundation.people.roles import ROLES
from congso.foundation.signing.facade import require_harmless_pdf

MOST = 60
LONGEST = 180
"""Days at most."""


@dataclass(frozen=True)
class AskIn:
    """Whom to ask, until when, about what."""

    due_on: date
    units: Sequence[int] = ()
    people: Sequence[tuple[int, int]] = ()
    """Pairs of account and the unit they sit in."""
    question: str = ""


@dataclass(frozen=True)
class AnswerIn:
    """What is answered."""

    verdict: str
    text: str = ""
    upload: Upload | None = None


def ask_opinions(*, actor: Actor, document_id: UUID, seen_seq: int | None, asked: AskIn) -> list[Opinion]:
    """Ask units and people of the agency about the draft as it stands; it comes into each inbox, the draft is shown to them.

    Raises NotAllowed, NotInThisStep, InvalidInput for nobody, a day behind, or who is asked already; NobodyThere, CaseMoved.
    """
    with write_action("documents.ask_opinions", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        require_step(outgoing, *EDITED_IN)
        require_may_ask(actor, outgoing, case_of(outgoing))
        wanted = [(unit, None) for unit in asked.units] + [(unit, account) for account, unit in asked.people]
        _require_askable(action, outgoing, asked, wanted)
        made = [_ask(action, outgoing, asked, unit, account) for unit, account in dict.fromkeys(wanted)]
        _show_to_asked(outgoing)
        names = ", ".join(row.name for row in made)
        note_event(action, case_of(outgoing), Happening("opinions_asked", note=f"{names} ({asked.due_on:%d/%m/%Y})"))
        action.record(outgoing.document, asked=[row.name for row in made], due_on=asked.due_on)
    return made


def _require_askable(action: WriteAction, outgoing: Outgoing, asked: AskIn, wanted: Sequence[tuple[int, int | None]]) -> None:
    if not 0 < len(wanted) <= MOST:
        raise InvalidInput(field="units", reason=_("chọn từ 1 đến %(most)d đơn vị, người.") % {"most": MOST})
    if asked.due_on < clock.local(action.at).date():
        raise InvalidInput(field="due_on", reason=_("hạn góp ý đã qua."))
    if asked.due_on > clock.local(action.at).date() + timedelta(days=LONGEST):
        raise InvalidInput(field="due_on", reason=_("hạn góp ý trong vòng %(most)d ngày.") % {"most": LONGEST})
    own = tree().part_of_agency(outgoing.agency_id) | {outgoing.agency_id}
    if any(unit not in own for unit, _account in wanted):
        raise InvalidInput(field="units", reason=_("chỉ hỏi đơn vị, người trong cơ quan; cơ quan khác thì gửi văn bản lấy ý kiến."))
    if any(account == outgoing.drafter_id for _unit, account in wanted):
        raise InvalidInput(field="people", reason=_("người soạn không tự góp ý cho mình."))
    have = set(Opinion.objects.filter(outgoing=outgoing, answered_at=None, withdrawn_at=None).values_list("unit_id", "account_id"))
    if again := [_name(unit, account) for unit, account in wanted if (unit, account) in have]:
        raise InvalidInput(field="units", reason=_("đã hỏi và đang chờ trả lời: %(names)s.") % {"names": ", ".join(again)})


def _name(unit_id: int, account_id: int | None) -> str:
    unit = tree().name(unit_id)
    return f"{account_names().get(account_id, '')} ({unit})" if account_id is not None else unit


def _ask(action: WriteAction, outgoing: Outgoing, asked: AskIn, unit_id: int, account_id: int | None) -> Opinion:
    document, name = outgoing.document, _name(unit_id, account_id)[:250]
    role = _role_of(unit_id, account_id) if account_id is not None else _first_role(unit_id)
    case = open_case(action, Opening(
        kind=OPINION_KIND, title=_("Góp ý dự thảo: %(title)s") % {"title": document.subject[:450]}, subject=tree().name(outgoing.unit_id),
        search_key=document.search_key, number=f"…/{document.symbol}"[:40], version_id=opinion_version(role), agency_id=document.agency_id,
        receiving_unit_id=document.agency_id, division_id=unit_id, opened_at=action.at, due_at=end_of_day(document.agency_id, asked.due_on),
        is_promise=False, public=False, note=asked.question, event="opinion_asked", holder_id=account_id,
    ))  # fmt: skip
    row = Opinion.objects.create(
        outgoing=outgoing, version=DraftVersion.objects.filter(outgoing=outgoing).latest("number"), unit_id=unit_id, account_id=account_id,
        name=name, case=case, question=nfc(asked.question.strip())[:2000], due_on=asked.due_on, asked_at=action.at,
        asked_by=action.actor.account_id, asked_by_name=action.actor.name[:120],
    )  # fmt: skip
    people = [account_id] if account_id is not None else [account for account, _n in holders(role=role or "head", unit_id=unit_id)]
    _tell(action, row, people, _("Góp ý dự thảo, hạn %(day)s") % {"day": f"{asked.due_on:%d/%m/%Y}"})
    return row


def _role_of(unit_id: int, account_id: int | None) -> str:
    """In which role a person sits in the unit. Raises InvalidInput for somebody who does not."""
    for role in ROLES:
        if account_id in {account for account, _name in holders(role=role, unit_id=unit_id)}:
            return role
    raise InvalidInput(field="people", reason=_("có người không còn ở đơn vị đã chọn."))


def _first_role(unit_id: int) -> str:
    """Whose work it is in a unit: its head's, who may give it on; without a head that of whoever is there. Empty: by the head."""
    roles = ("head", "leader", "officer", *ROLES)
    found = next((role for role in roles if holders(role=role, unit_id=unit_id)), "head")
    return "" if found == "head" else found


def _tell(action: WriteAction, row: Opinion, people: Iterable[int | None], title: str) -> None:
    url = reverse("documents:out_opinion", args=[row.outgoing_id, row.pk])
    told = [each for each in dict.fromkeys(people) if each is not None and each != action.actor.account_id]
    write_notices(action, [NoticeIn(each, "documents.opinion", title[:200], row.outgoing.document.subject, url) for each in told])


def _show_to_asked(outgoing: Outgoing) -> None:
    """Units and people asked see the draft; those from whom the question was taken back no longer."""
    rows = Opinion.objects.filter(outgoing=outgoing, withdrawn_at=None)
    outgoing.asked_units = sorted({row.unit_id for row in rows if row.account_id is None})
    outgoing.asked_people = sorted({row.account_id for row in rows if row.account_id is not None})
    outgoing.save(update_fields=["asked_units", "asked_people"])
    keep_entry(outgoing.document)


def _lock_opinion(actor: Actor, opinion_id: int, seen_seq: int | None = None) -> Opinion:
    """An opinion with its draft and its case locked, as it was seen; raises NotVisible, CaseMoved."""
    found = Opinion.objects.filter(pk=opinion_id).first()
    if found is None:
        raise NotVisible
    outgoing = lock_outgoing(actor, found.outgoing_id)
    row = Opinion.objects.get(pk=opinion_id)
    row.outgoing, row.case = outgoing, lock_case(found.case_id)
    require_can_see_opinion(actor, outgoing, case_of(outgoing), row)
    require_fresh(row.case, seen_seq)
    return row


def _require_open(row: Opinion) -> None:
    if not row.is_open:
        raise OpinionOver(name=row.name)


def answer_opinion(*, actor: Actor, opinion_id: int, seen_seq: int | None, given: AnswerIn) -> Opinion:
    """Agree, agree with remarks, or disagree with the reason; perhaps with a file. Raises OpinionOver, NotYourStep, ReasonMissing, FileRefused."""
    with write_action("documents.answer_opinion", actor=actor) as action:
        row = _lock_opinion(actor, opinion_id, seen_seq)
        _require_open(row)
        seat = require_can_act(actor, row.case)
        if given.verdict not in Verdict.values:
            raise InvalidInput(field="verdict", reason=_("chọn một ý kiến."))
        if given.verdict != Verdict.AGREE and not given.text.strip():
            raise ReasonMissing(field="text")
        if given.upload is not None:
            row.file, row.file_name = _stored(given.upload), nfc(given.upload.name or "")[:200]
        row.verdict, row.text, row.answered_at = given.verdict, nfc(given.text.strip()), action.at
        row.answered_by_name, row.answered_by_title = actor.name[:120], (seat.title if seat else "")[:150]
        row.save()
        close(action, row.case, outcome="finished", name="finished", note=row.text, public=False)
        _tell(action, row, [row.outgoing.drafter_id, row.asked_by], _("%(name)s đã góp ý dự thảo") % {"name": row.name})
        action.record(row, document=row.outgoing_id, verdict=row.verdict, sha256=row.file_id or "")
    return row


def _stored(upload: Upload) -> StoredFile:
    require_harmless_pdf(upload.read())
    upload.seek(0)
    return store_other(upload)


def assign_opinion(*, actor: Actor, opinion_id: int, seen_seq: int | None, holder_id: int | None, note: str = "") -> Opinion:
    """The head of the unit asked gives the answering to an officer. Raises OpinionOver, NotYourStep, WayNotOpen, HolderNotFit."""
    with write_action("documents.assign_opinion", actor=actor) as action:
        row = _lock_opinion(actor, opinion_id, seen_seq)
        _require_open(row)
        follow(action, row.case, way_code="forward", holder_id=holder_id, note=note)
        role = definition(row.case.version_id).step(row.case.step_id).role
        people = [holder_id] if holder_id else [account for account, _n in holders(role=role, unit_id=row.case.holder_unit_id)]
        _tell(action, row, people, _("Được giao góp ý dự thảo, hạn %(day)s") % {"day": f"{row.due_on:%d/%m/%Y}"})
        action.record(row, document=row.outgoing_id, holder=holder_id)
    return row


def withdraw_opinion(*, actor: Actor, opinion_id: int, reason: str) -> Opinion:
    """Take the question back, with the reason; who was asked hears of it and sees the draft no longer. Raises OpinionOver, NotAllowed, ReasonMissing."""
    with write_action("documents.withdraw_opinion", actor=actor) as action:
        row = _lock_opinion(actor, opinion_id)
        require_may_ask(actor, row.outgoing, case_of(row.outgoing))
        _require_open(row)
        if not reason.strip():
            raise ReasonMissing(field="reason")
        _end(action, row, reason)
        _show_to_asked(row.outgoing)
        action.record(row, document=row.outgoing_id, withdrawn=nfc(reason.strip()))
    return row


def _end(action: WriteAction, row: Opinion, reason: str) -> None:
    row.withdrawn_at = action.at
    row.save(update_fields=["withdrawn_at"])
    if row.case.state != CaseState.CLOSED:
        people = [row.case.holder_id] if row.case.holder_id else [account for account, _n in holders(role="head", unit_id=row.unit_id)]
        close(action, row.case, outcome="withdrawn", name="withdrawn", note=reason, public=False, by_sender=True)
        title = (_("Thôi lấy ý kiến dự thảo: %(reason)s") % {"reason": reason.strip()})[:200]
        told = [each for each in people if each is not None and each != action.actor.account_id]
        write_notices(action, [NoticeIn(each, "documents.opinion", title, row.outgoing.document.subject) for each in told])


def end_opinions(action: WriteAction, outgoing: Outgoing, reason: str) -> int:
    """Inside the open action: the draft is signed or given up; who has not answered need not any more. How many."""
    rows = list(Opinion.objects.filter(outgoing=outgoing, answered_at=None, withdrawn_at=None))
    for row in rows:
        row.outgoing, row.case = outgoing, lock_case(row.case_id)
        _end(action, row, reason)
    if rows:
        _show_to_asked(outgoing)
    return len(rows)


def take_up_opinion(*, actor: Actor, opinion_id: int, taken_up: str, note: str) -> Opinion:
    """Say what became of an answer: taken up, in part, or explained why not (tiếp thu, giải trình). Raises NotAllowed, OpinionOver, ReasonMissing."""
    with write_action("documents.take_up_opinion", actor=actor) as action:
        row = _lock_opinion(actor, opinion_id)
        require_may_ask(actor, row.outgoing, case_of(row.outgoing))
        require_step(row.outgoing, *EDITED_IN)
        if row.answered_at is None:
            raise InvalidInput(field="taken_up", reason=_("chưa có ý kiến để tiếp thu, giải trình."))
        if taken_up != "taken" and not note.strip():
            raise ReasonMissing(field="note")
        row.taken_up, row.taken_up_note, row.taken_up_at, row.taken_up_by_name = taken_up, nfc(note.strip()), action.at, actor.name[:120]
        row.save(update_fields=["taken_up", "taken_up_note", "taken_up_at", "taken_up_by_name"])
        action.record(row, document=row.outgoing_id, taken_up=taken_up)
    return row
