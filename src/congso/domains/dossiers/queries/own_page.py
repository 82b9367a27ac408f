"""One's own dossier with everything around it; the helper who sent it in sees only where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import mask_name
from congso.domains.dossiers.enums import FormCode, NationalStatus, SubmitterKind
from congso.domains.dossiers.errors import FeesUnpaid
from congso.domains.dossiers.models import (
    Dossier,
    DossierFee,
    DossierResult,
    IssuedForm,
    PaperFile,
    ResultPaper,
    Supplement,
)
from congso.domains.dossiers.queries.filled import Steps, filled_form_of, filled_steps
from congso.domains.dossiers.queries.follow import FollowPage, page_of
from congso.domains.dossiers.queries.messages import MessageLine, messages_of, unit_words
from congso.domains.dossiers.queries.verifying import verify_address
from congso.foundation.casework.models import CaseState

SHOWN_FORMS = frozenset(
    {FormCode.SUPPLEMENT, FormCode.REFUSAL, FormCode.APOLOGY, FormCode.STOP, FormCode.HANDOVER_SLIP}
)


@dataclass(frozen=True)
class OwnDossierPage:
    """What its applicant sees of a dossier; of officials only their units."""

    dossier: Dossier
    follow: FollowPage
    holder: str
    """The unit that holds it now; empty when it is closed."""
    capacity: str
    supplement: Supplement | None
    steps: Steps
    has_form: bool
    forms: list[IssuedForm]
    fees: list[DossierFee]
    messages: list[MessageLine]
    result: DossierResult | None
    """The approved result, once it has left the deciding agency."""
    former: list[ResultPaper]
    """Results that hold no longer."""
    corrections: list[ResultPaper]
    """What amends or corrects the result, to be read with it."""
    verify_url: str
    post_code: str
    can_withdraw: bool
    can_change: bool

    @property
    def unpaid(self) -> int:
        """Đồng still to be paid."""
        return sum(fee.amount for fee in self.fees if fee.paid_at is None)

    @property
    def must_pay(self) -> bool:
        """Whether the office waits for a payment."""
        return self.dossier.status == NationalStatus.PAYMENT

    @property
    def is_ready(self) -> bool:
        """Whether the result waits for its applicant."""
        return self.result is not None and self.dossier.returned_at is None and not self.follow.is_closed

    @property
    def can_download(self) -> bool:
        """Whether the result's file may be fetched: it exists and nothing is left to pay."""
        return self.result is not None and self.result.stored_id is not None and not self.unpaid

    @property
    def new_messages(self) -> int:
        """How many messages of the office have not been read."""
        return sum(1 for line in self.messages if line.is_new)

    @property
    def asked(self) -> list[str]:
        """What is asked for, a thing a line."""
        return asked_items(self.supplement) if self.supplement else []


def asked_items(supplement: Supplement) -> list[str]:
    """The lines of a request to supplement, without their bullets."""
    lines = (line.strip().lstrip("-+•*").strip() for line in supplement.items.splitlines())
    return [line for line in lines if line]


def own_page(*, viewer: Actor, dossier_id: UUID) -> OwnDossierPage:
    """A dossier in the citizen's matters, in a constant number of queries; raises NotVisible."""
    dossier = (
        Dossier.objects.select_related("case", "result", "filled_form")
        .prefetch_related("papers__files", "files", "fees", "forms", "result_papers__stored")
        .filter(pk=dossier_id, party_id__in=viewer.parties)
        .first()
    )
    if dossier is None:
        raise NotVisible
    case, follow, result = dossier.case, page_of(dossier), released_result(dossier)
    forms = [form for form in dossier.forms.all() if form.form in SHOWN_FORMS]
    slip = next((form for form in reversed(forms) if form.form == FormCode.HANDOVER_SLIP), None)
    form = filled_form_of(dossier)
    steps, closed = filled_steps(form, masked=True), case.state == CaseState.CLOSED
    return OwnDossierPage(
        dossier=dossier, follow=follow, holder="" if closed else unit_words(case.holder_unit_id, clock.now()),
        capacity=str(SubmitterKind(dossier.submitter_kind).label) if dossier.submitter_kind else "",
        supplement=follow.supplement, steps=steps, has_form=bool(steps), forms=forms, fees=list(dossier.fees.all()),
        messages=messages_of(viewer=viewer, dossier=dossier), result=result,
        former=former_results(dossier), corrections=corrections_of(dossier) if result is not None else [],
        verify_url=verify_address(result) if result is not None and result.verify_token else "",
        post_code=str(slip.data.get("post_code", "")) if slip else "",
        can_withdraw=not closed and dossier.finished_at is None and case.parent_id is None and not _is_approved(dossier),
        can_change=not closed and dossier.returned_at is None,
    )  # fmt: skip


def _is_approved(dossier: Dossier) -> bool:
    result: DossierResult | None = getattr(dossier, "result", None)
    return result is not None and result.approved_at is not None


def released_result(dossier: Dossier) -> DossierResult | None:
    """The approved result of a dossier that has left the deciding agency; None before."""
    result: DossierResult | None = getattr(dossier, "result", None)
    done = dossier.finished_at is not None and dossier.status in {
        NationalStatus.FINISHED, NationalStatus.STOPPED, NationalStatus.RETURNED}  # fmt: skip
    return result if result is not None and result.approved_at is not None and done else None


def former_results(dossier: Dossier) -> list[ResultPaper]:
    """Results that were replaced or recalled."""
    return [each for each in dossier.result_papers.all() if each.is_former]


def corrections_of(dossier: Dossier) -> list[ResultPaper]:
    """What amends or corrects the result that holds."""
    number = dossier.result.number
    return [each for each in dossier.result_papers.all() if not each.is_former and each.other_number == number]


@dataclass(frozen=True)
class HelpedPage:
    """What a helper on the spot sees of a dossier sent in for somebody: where it stands."""

    code: str
    procedure: str
    name: str
    status: str
    is_closed: bool


def own_or_helped(*, viewer: Actor, dossier_id: UUID) -> OwnDossierPage | HelpedPage:
    """One's own dossier in full, or masked one sent in for somebody as a helper; raises NotVisible."""
    is_own = Dossier.objects.filter(pk=dossier_id, party_id__in=viewer.parties).exists()
    ask = own_page if is_own else helped_page
    return ask(viewer=viewer, dossier_id=dossier_id)


def helped_page(*, viewer: Actor, dossier_id: UUID) -> HelpedPage:
    """A dossier that the viewer sent in as a helper, masked; raises NotVisible."""
    found = Dossier.objects.select_related("case").filter(
        pk=dossier_id, submitter_party_id=viewer.party_id, submitter_kind=SubmitterKind.HELPER
    )
    dossier = found.first() if viewer.party_id is not None else None
    if dossier is None:
        raise NotVisible
    return HelpedPage(
        dossier.code, dossier.procedure_name, mask_name(dossier.applicant_name), dossier.get_status_display(),
        dossier.case.state == CaseState.CLOSED,
    )  # fmt: skip


def own_issued_form(*, viewer: Actor, dossier_id: UUID, form_id: int) -> IssuedForm:
    """A form that was issued to the applicant; raises NotVisible."""
    rows = IssuedForm.objects.select_related("dossier__case", "dossier__result")
    found = rows.filter(
        pk=form_id, dossier_id=dossier_id, dossier__party_id__in=viewer.parties, form__in=SHOWN_FORMS
    ).first()
    if found is None:
        raise NotVisible
    return found


def own_paper_file(*, viewer: Actor, file_id: int) -> PaperFile:
    """A file of a dossier in the citizen's matters; raises NotVisible."""
    rows = PaperFile.objects.select_related("stored").filter(pk=file_id, dossier__party_id__in=viewer.parties)
    found = rows.first()
    if found is None:
        raise NotVisible
    return found


def own_result(*, viewer: Actor, dossier_id: UUID) -> DossierResult:
    """The result of a dossier in the citizen's matters; raises NotVisible, FeesUnpaid."""
    rows = Dossier.objects.select_related("result__stored").prefetch_related("fees")
    dossier = rows.filter(pk=dossier_id, party_id__in=viewer.parties).first()
    result = released_result(dossier) if dossier is not None else None
    if dossier is None or result is None or result.stored is None:
        raise NotVisible
    if any(fee.paid_at is None and fee.amount for fee in dossier.fees.all()):
        raise FeesUnpaid(number=dossier.code)
    return result


def own_correction(*, viewer: Actor, dossier_id: UUID, paper_id: int) -> ResultPaper:
    """A paper that amends or corrects the result of a dossier in the citizen's matters; raises NotVisible, FeesUnpaid."""
    own_result(viewer=viewer, dossier_id=dossier_id)
    found = ResultPaper.objects.select_related("stored").filter(pk=paper_id, dossier_id=dossier_id, stored__isnull=False).first()
    if found is None or found.is_former:
        raise NotVisible
    return found
