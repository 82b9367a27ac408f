"""Take a dossier at the counter: number, due date, register line, papers, first event, one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from congso.core.actors import Actor, Seat
from congso.core.text import fold, nfc
from congso.domains.dossiers.enums import CASE_KIND, Channel, NationalStatus, ReturnMethod
from congso.domains.dossiers.errors import FormUsedUp, PapersMissing, ProcedureNotOffered, UnitClosed
from congso.domains.dossiers.events import DossierReceived
from congso.domains.dossiers.models import Dossier, DossierFee, DossierPaper, PaperFile
from congso.domains.dossiers.policies import require_can_receive
from congso.domains.dossiers.services.checking import wait_for_check
from congso.domains.dossiers.watchers import tell_watchers
from congso.domains.parties.facade import Applicant, remember_party
from congso.domains.procedures.facade import Service, service
from congso.foundation.audit.inserting import insert_together
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.calendar.deadlines import Due, due
from congso.foundation.calendar.limits import TimeLimit, TimeUnit
from congso.foundation.casework.deadlines import schedule_of
from congso.foundation.casework.models import Case
from congso.foundation.casework.services.opening import Opening, prepare_case
from congso.foundation.files.services import store_file
from congso.foundation.files.uploads import Upload
from congso.foundation.numbering.services import NumberRequest, take_numbers
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True)
class StoredPaper:
    """A file that was stored before: uploaded to a draft, or given with an earlier dossier (khai một lần)."""

    stored_id: str
    """SHA-256 of the content."""
    name: str
    reused: bool = False


@dataclass(frozen=True)
class Submission:
    """What the portal adds: in whose name it is sent in, and the form as filled in."""

    party_id: int
    kind: str
    form_title: str = ""
    form_version_id: int | None = None
    definition: dict[str, Any] | None = None
    answers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PaperIn:
    """A paper that was handed in; ``upload`` is its scan, if one was made."""

    name: str
    kind: int
    quantity: int = 1
    requirement_id: int | None = None
    uploads: tuple[Upload, ...] = ()
    stored: tuple[StoredPaper, ...] = ()


@dataclass(frozen=True)
class Intake:
    """All that the counter's screen knows when the clerk presses save."""

    key: UUID
    publication_id: int
    receiving_unit_id: int
    applicant: Applicant
    papers: Sequence[PaperIn]
    channel: int = Channel.IN_PERSON
    submitter_name: str = ""
    request_summary: str = ""
    sets: int = 1
    return_method: str = ReturnMethod.COUNTER
    return_address: str = ""
    fee_amounts: dict[str, int] | None = None
    note: str = ""
    uploads: tuple[Upload, ...] = field(default=())
    stored: tuple[StoredPaper, ...] = ()
    """Files stored already that belong to no single paper."""
    submission: Submission | None = None
    """Given when it comes in by the portal: it waits at the first step until the centre accepts it."""


def promise(offered: Service, receiving_unit_id: int, at: datetime) -> Due | None:
    """When the result will be ready if the dossier is received at ``at``; None when no limit is set."""
    if offered.limit is None:
        return None
    limit = TimeLimit(offered.limit.amount, TimeUnit(offered.limit.unit), cutoff=offered.cutoff)
    return due(schedule_of(receiving_unit_id, at), at, limit)


def receive_dossier(*, actor: Actor, intake: Intake) -> Dossier:
    """Receive a dossier (tiếp nhận hồ sơ): TT 03/2025/TT-VPCP.

    The same ``key`` twice gives the same dossier. Raises FormUsedUp when the key comes back with another
    applicant or procedure, NotYourCounter, ProcedureNotOffered, UnitClosed, PapersMissing, FileRefused, NobodyThere.
    """
    try:
        with write_action("dossiers.receive_dossier", actor=actor) as action:
            require_can_receive(actor, intake.receiving_unit_id)
            if intake.receiving_unit_id not in tree().nodes:
                raise UnitClosed(unit=tree(action.at.date()).name(intake.receiving_unit_id))
            if not intake.papers:
                raise PapersMissing(field="papers")
            return store_dossier(action, intake, parent=None)
    except IntegrityError:
        known = Dossier.objects.select_related("case").filter(intake_key=intake.key).first()
        if known is None:
            raise
        return _same_form(actor, known, intake)


def _same_form(actor: Actor, known: Dossier, intake: Intake) -> Dossier:
    """The dossier that the form made before; a form gone back to and filled in for somebody else is refused."""
    sent, kept = (intake.publication_id, intake.applicant.identity_number), (known.publication_id, known.applicant_number)
    if sent != kept:
        with write_action("dossiers.receive_dossier", actor=actor):
            raise FormUsedUp(number=known.code)
    return known


def store_dossier(action: WriteAction, intake: Intake, *, parent: Case | None, seat: Seat | None = None) -> Dossier:
    """Write all rows of a new dossier, in few statements: this is the busiest path of the office."""
    offered = service(intake.publication_id)
    if not offered.is_offered_on(action.at.date()):
        raise ProcedureNotOffered
    party_id = remember_party(intake.applicant)
    dossier, opening = _prepare(action, intake, offered, party_id, parent)
    case_row, event = prepare_case(action, opening)
    code, *line = take_numbers(_books(action, intake, offered), subject=str(case_row.pk))
    dossier.code = case_row.number = code.text
    dossier.register_number = line[0].value if line else None
    case_row.search_key = fold(f"{code.text} {intake.applicant.name} {intake.applicant.identity_number} {offered.name}")
    dossier.case = case_row
    event.case = case_row
    action.insert(case_row, dossier, event, *_fee_rows(dossier, intake, offered))
    _store_papers(action, dossier, intake)
    action.record(dossier, code=dossier.code, procedure=dossier.procedure_code, agency=dossier.agency_id,
                  unit=dossier.receiving_unit_id, promised_at=dossier.promised_at)  # fmt: skip
    tell_watchers(action, dossier, is_new=True)
    if intake.submission is None:
        action.publish(DossierReceived(dossier_id=str(dossier.pk)))
    return dossier


def _books(action: WriteAction, intake: Intake, offered: Service) -> list[NumberRequest]:
    """The dossier code of the day (TT 03/2025, Điều 13); for what is received, its line in the centre's register."""
    day = action.at.strftime("%y%m%d")
    agency = tree().get(offered.agency_id)
    code = NumberRequest(agency.id, "dossier-code", day, prefix=f"{agency.identifier}-{day}-", width=4)
    return [code] if intake.submission else [code, register_line(intake.receiving_unit_id, action.at)]


def register_line(unit_id: int, at: datetime) -> NumberRequest:
    """The next line in the register of a centre's year (Mẫu 07)."""
    return NumberRequest(unit_id, "register", str(at.year))


def _prepare(
    action: WriteAction, intake: Intake, offered: Service, party_id: int, parent: Case | None
) -> tuple[Dossier, Opening]:
    applicant, online = intake.applicant, intake.submission
    due_then = None if online else promise(offered, intake.receiving_unit_id, action.at)
    promised_at, received_at = due_then.at if due_then else None, None if online else action.at
    summary = nfc(intake.request_summary) or offered.name
    total = sum(amount for _name, amount, _kind, _when in _fees(intake, offered))
    division = tree().with_function(offered.agency_id, offered.division_function)
    opening = Opening(
        kind=CASE_KIND, title=summary[:500], subject=nfc(applicant.name), search_key="", version_id=offered.process_version_id,
        agency_id=offered.agency_id, receiving_unit_id=intake.receiving_unit_id, opened_at=action.at,
        division_id=division.id if division else None, limit_amount=offered.limit_amount,
        limit_unit=offered.limit_unit or "", limit_cutoff=offered.cutoff, due_at=promised_at,
        facts={"fee": total, "channel": int(intake.channel)}, parent=parent, first_is_done=True, note=intake.note,
        owner_id=party_id,
    )  # fmt: skip
    if online:
        wait_for_check(opening)
    dossier = Dossier(
        intake_key=intake.key, public_token=secrets.token_urlsafe(15), publication_id=intake.publication_id,
        procedure_code=offered.code, procedure_name=offered.name, field_name=offered.field_name,
        agency_id=offered.agency_id, receiving_unit_id=intake.receiving_unit_id, received_by=action.actor.account_id,
        received_by_name="" if online else action.actor.name, channel=intake.channel, received_at=received_at,
        promised_at=promised_at, first_promised_at=promised_at, judged_due_at=promised_at,
        party_id=party_id, applicant_name=nfc(applicant.name),
        applicant_number=applicant.identity_number, applicant_address=nfc(applicant.address),
        applicant_phone=applicant.phone, applicant_email=applicant.email, submitter_name=nfc(intake.submitter_name),
        request_summary=summary, sets=intake.sets, return_method=intake.return_method,
        return_address=nfc(intake.return_address), fee_total=total,
        register_year=None if online else action.at.year, sent_to_agency_at=received_at, note=nfc(intake.note),
    )  # fmt: skip
    if online:
        dossier.status, dossier.submitted_at = NationalStatus.REGISTERED, action.at
        dossier.submitter_party_id, dossier.submitter_kind = online.party_id, online.kind
    return dossier, opening


def _store_papers(action: WriteAction, dossier: Dossier, intake: Intake) -> None:
    rows = [
        DossierPaper(dossier=dossier, requirement_id=paper.requirement_id, order=place, name=nfc(paper.name),
                     kind=paper.kind, quantity=paper.quantity)
        for place, paper in enumerate(intake.papers, start=1)
    ]  # fmt: skip
    action.insert(*rows)
    if intake.uploads or intake.stored or any(paper.uploads or paper.stored for paper in intake.papers):
        _store_uploads(action, dossier, intake, rows)


def _store_uploads(action: WriteAction, dossier: Dossier, intake: Intake, papers: list[DossierPaper]) -> None:
    """Tie the scans to their papers, which then need their keys: everything so far is stored first."""
    insert_together([row for row in action.rows if not isinstance(row, DossierPaper)])
    action.rows.clear()
    DossierPaper.objects.bulk_create(papers)
    files = [(row, upload) for row, paper in zip(papers, intake.papers, strict=True) for upload in paper.uploads]
    attach_files(action, dossier, [*files, *((None, upload) for upload in intake.uploads)])
    kept = [(row, file) for row, paper in zip(papers, intake.papers, strict=True) for file in paper.stored]
    action.insert(*_stored_rows(action, dossier, [*kept, *((None, file) for file in intake.stored)]))


def add_papers(action: WriteAction, dossier: Dossier, papers: Sequence[PaperIn]) -> None:
    """Put papers that came later behind those of the dossier, with their files."""
    if not papers:
        return
    begin = DossierPaper.objects.filter(dossier=dossier).count()
    rows = DossierPaper.objects.bulk_create(
        DossierPaper(
            dossier=dossier,
            order=begin + place,
            name=nfc(paper.name)[:2000],
            kind=paper.kind,
            quantity=paper.quantity,
        )
        for place, paper in enumerate(papers, start=1)
    )
    pairs = list(zip(rows, papers, strict=True))
    attach_files(action, dossier, [(row, upload) for row, paper in pairs for upload in paper.uploads])
    attach_stored(action, dossier, [(row, file) for row, paper in pairs for file in paper.stored])


def attach_files(
    action: WriteAction, dossier: Dossier, files: Sequence[tuple[DossierPaper | None, Upload]]
) -> list[PaperFile]:
    """Store uploads and tie them to the dossier."""
    if not files:
        return []
    rows = [
        PaperFile(dossier=dossier, paper=paper, stored=store_file(upload, name=upload.name or ""),
                  name=nfc(upload.name or "")[:200], added_at=action.at, added_by=action.actor.account_id)
        for paper, upload in files
    ]  # fmt: skip
    return PaperFile.objects.bulk_create(rows)


def attach_stored(
    action: WriteAction, dossier: Dossier, files: Sequence[tuple[DossierPaper | None, StoredPaper]]
) -> list[PaperFile]:
    """Tie files that are stored already to the dossier."""
    return PaperFile.objects.bulk_create(_stored_rows(action, dossier, files))


def _stored_rows(
    action: WriteAction, dossier: Dossier, files: Sequence[tuple[DossierPaper | None, StoredPaper]]
) -> list[PaperFile]:
    return [
        PaperFile(dossier=dossier, paper=paper, stored_id=file.stored_id, name=nfc(file.name)[:200], added_at=action.at,
                  added_by=action.actor.account_id, reused=file.reused)
        for paper, file in files
    ]  # fmt: skip


def _fees(intake: Intake, offered: Service) -> list[tuple[str, int, str, int]]:
    wanted = intake.fee_amounts
    return [
        (fee.name, fee.amount if wanted is None else wanted.get(fee.name, fee.amount), str(fee.kind), fee.collected)
        for fee in offered.fees
    ]


def _fee_rows(dossier: Dossier, intake: Intake, offered: Service) -> list[DossierFee]:
    return [
        DossierFee(dossier=dossier, name=name, amount=amount, kind=kind, collected_when=when)
        for name, amount, kind, when in _fees(intake, offered)
    ]
