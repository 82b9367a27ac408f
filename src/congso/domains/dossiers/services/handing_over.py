"""Part of the work belongs to another agency: a child dossier there (liên thông)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.ids import uuid7
from congso.domains.dossiers.enums import Channel, PaperKind, Proposal, ReturnMethod
from congso.domains.dossiers.models import Dossier, PaperFile
from congso.domains.dossiers.services.common import follow_case, lock_dossier
from congso.domains.dossiers.services.intake import Intake, PaperIn, StoredPaper, store_dossier
from congso.domains.parties.facade import Applicant, DataUseKind, Use, note_uses
from congso.domains.procedures.facade import service
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.casework.models import Case, CaseState
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services import Happening, close, note_event, require_allowed, require_open
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import tree


def hand_over(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, publication_id: int, reason: str
) -> Dossier:
    """Send a part of a dossier to another agency as a dossier of its own there (hồ sơ liên thông).

    It has that agency's code, process and time limit; the parent waits for it. Raises ReasonMissing,
    ProcedureNotOffered, ActionNotInStep and what the engine raises.
    """
    with write_action("dossiers.hand_over", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_open(dossier.case)
        seat = require_can_act(actor, dossier.case)
        require_allowed(dossier.case, "hand_over")
        if not reason.strip():
            raise ReasonMissing(field="reason")
        child = store_dossier(action, _intake_of_part(dossier, publication_id, reason), parent=dossier.case)
        what = Happening("handed_over", seat=seat, note=reason.strip(), is_public=True)
        what.data = {"child": str(child.pk), "code": child.code, "agency": child.agency_id}
        note_event(action, dossier.case, what)
        purpose = _("Giải quyết phần việc của thủ tục: %(name)s") % {"name": child.procedure_name}
        note_uses(
            action, [Use(dossier.party_id, DataUseKind.SHARING, purpose, dossier.code, child.agency_id)]
        )
        follow_case(action, dossier)
    return child


def _intake_of_part(dossier: Dossier, publication_id: int, reason: str) -> Intake:
    offered = service(publication_id)
    agency_id = offered.agency_id
    counter = tree().with_function(agency_id, UnitFunction.ONE_STOP)
    papers = [
        PaperIn(
            name=row.name, kind=PaperKind.ELECTRONIC, quantity=row.quantity, stored=_files_of(row.files.all())
        )
        for row in dossier.papers.prefetch_related("files")
    ]
    return Intake(
        key=uuid7(), publication_id=publication_id, receiving_unit_id=counter.id if counter else agency_id,
        applicant=Applicant(
            kind=dossier.party.kind, identity_number=dossier.applicant_number, name=dossier.applicant_name,
            address=dossier.applicant_address, phone=dossier.applicant_phone, email=dossier.applicant_email,
        ),
        papers=papers, stored=_files_of(dossier.files.filter(paper=None)), channel=Channel.ONLINE, return_method=ReturnMethod.ONLINE, request_summary=reason,
        fee_amounts={fee.name: 0 for fee in offered.fees},
    )  # fmt: skip


def _files_of(files: Iterable[PaperFile]) -> tuple[StoredPaper, ...]:
    """The same stored files for the other agency, which works on its dossier without the first one."""
    return tuple(StoredPaper(stored_id=row.stored_id, name=row.name, reused=False) for row in files)


def finish_part(action: WriteAction, dossier: Dossier, parent: Case) -> None:
    """A handed-over part is done: it closes, and the dossier that waits for it is told."""
    outcome = "refused" if dossier.proposal == Proposal.REFUSAL else "returned"
    close(action, dossier.case, outcome=outcome, name="returned_to_sender", public=False)
    dossier.returned_at = action.at
    follow_case(action, dossier, "returned_at")
    if parent.state != CaseState.CLOSED:
        note_event(
            action, parent, Happening("part_finished", data={"child": str(dossier.pk), "code": dossier.code})
        )
