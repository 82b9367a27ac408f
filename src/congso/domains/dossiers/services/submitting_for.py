"""A dossier sent in by a program of somebody else, for an applicant whom that program authenticated."""

from __future__ import annotations

from dataclasses import replace

from django.db import IntegrityError
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import nfc
from congso.domains.dossiers.enums import Channel, SubmitterKind
from congso.domains.dossiers.errors import NotOnline, PapersMissing, UnitClosed
from congso.domains.dossiers.events import DossierSubmitted
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.policies import require_can_submit_for
from congso.domains.dossiers.services.intake import Intake, Submission, store_dossier
from congso.domains.dossiers.services.registering import ONLINE_LEVELS
from congso.domains.parties.facade import DataUseKind, Use, note_uses, remember_party
from congso.domains.procedures.facade import service
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.orgs.queries import tree


def submit_for_applicant(*, actor: Actor, intake: Intake, program: str) -> Dossier:
    """Send in for somebody (nộp qua ứng dụng kết nối): it waits to be checked as what citizens send in does, and its applicant finds it at the portal.

    The program answers for who the applicant is and that they agreed; so it stands in the log of data uses. The same ``key`` twice gives the same
    dossier. Raises NotAllowed, NotOnline, ProcedureNotOffered, UnitClosed, PapersMissing, InvalidInput, NobodyThere.
    """
    known = _known(actor, intake, program)
    if known is not None:
        return known
    try:
        with write_action("dossiers.submit_for_applicant", actor=actor) as action:
            return _submit(action, intake, program)
    except IntegrityError:
        known = _known(actor, intake, program)
        if known is None:
            raise
        return known


def _known(actor: Actor, intake: Intake, program: str) -> Dossier | None:
    """The dossier that this key made before; a key that comes back with something else is refused."""
    known = Dossier.objects.select_related("case").filter(intake_key=intake.key).first()
    if known is None:
        return None
    sent = (intake.publication_id, intake.applicant.identity_number, SubmitterKind.PROGRAM, nfc(program)[:200])
    if sent != (known.publication_id, known.applicant_number, known.submitter_kind, known.submitter_name):
        with write_action("dossiers.submit_for_applicant", actor=actor):
            raise InvalidInput(field="key", reason=_("mã «key» đã dùng cho hồ sơ khác."))
    return known


def _submit(action: WriteAction, intake: Intake, program: str) -> Dossier:
    offered = service(intake.publication_id)
    require_can_submit_for(action.actor, offered.agency_id)
    if offered.service_level not in ONLINE_LEVELS:
        raise NotOnline
    if intake.receiving_unit_id not in tree().nodes:
        raise UnitClosed(unit=tree(action.at.date()).name(intake.receiving_unit_id))
    if not intake.papers:
        raise PapersMissing(field="papers")
    party_id = remember_party(intake.applicant)
    sent = replace(intake, channel=Channel.ONLINE, submitter_name=nfc(program)[:200], submission=Submission(party_id, SubmitterKind.PROGRAM))
    dossier = store_dossier(action, sent, parent=None)
    purpose = _("Giải quyết thủ tục: %(name)s, gửi qua %(program)s") % {"name": dossier.procedure_name, "program": program}
    note_uses(action, [Use(dossier.party_id, DataUseKind.SUBMISSION, purpose, dossier.code, dossier.agency_id, agreed=True)])
    action.publish(DossierSubmitted(dossier_id=str(dossier.pk)))
    return dossier
