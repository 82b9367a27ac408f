"""Sign and seal: number and day first, then the person, then the agency (NĐ 30/2020, Điều 13, 15, 33)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.documents.enums import State
from congso.domains.documents.enums_outgoing import NOT_BY_LEADERS, SECOND_IN, SIGNED_IN, StepCode
from congso.domains.documents.errors_outgoing import DraftIncomplete, NotReady, PaperChanged
from congso.domains.documents.hours import hasten
from congso.domains.documents.layout import SEAL, SECOND, SIGNER, signing_lines
from congso.domains.documents.models import Outgoing, SecondSigner
from congso.domains.documents.outgoing_paper import page_count, paper_of
from congso.domains.documents.policies_outgoing import require_can_seal, require_can_sign
from congso.domains.documents.queries_paper import hand_signed
from congso.domains.documents.queries_second import awaited_outside
from congso.domains.documents.services.outgoing_annexes import (
    annex_order,
    annexes_of,
    keep_pdf,
    prepare_annexes,
    read_pdf,
    store_annexes,
)
from congso.domains.documents.services.outgoing_authorities import require_authority
from congso.domains.documents.services.outgoing_batches import (
    Deed,
    Outcome,
    Pen,
    Watch,
    begin,
    carry_out,
    require_count,
)
from congso.domains.documents.services.outgoing_common import (
    SUBJECT,
    case_of,
    content_of,
    lock_outgoing,
    require_no_gaps,
    require_stamped,
    require_step,
    step_of,
)
from congso.domains.documents.services.outgoing_numbering import require_number, take_number
from congso.domains.documents.services.outgoing_opinions import end_opinions
from congso.domains.documents.services.outgoing_reviewing import missing_of_upload
from congso.domains.documents.services.outgoing_second import (
    issue_day,
    require_is_second,
    require_party_signed,
    require_second_signed,
    rest_until_party_signed,
)
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services import Happening, follow, note_event
from congso.foundation.signing.errors import KeyUnusable
from congso.foundation.signing.facade import (
    Begun,
    Order,
    Place,
    SignatureKind,
    Signed,
    SigningKey,
    add_fields,
    record_signature,
    sign_documents,
)


def sign_outgoing(
    *, actor: Actor, document_ids: Sequence[UUID], key_id: int, pin: str = "", batch: UUID | None = None,
    signatures: Mapping[str, bytes] | None = None, watch: Watch | None = None,
) -> Outcome:  # fmt: skip
    """Sign documents that wait for one's signature, up to fifty by one PIN; the refusal of a single one rises.

    Raises WrongPin, KeyLocked, KeyUnusable, SignerSilent, SessionEnded: then nothing has changed, no number was taken.
    """
    require_count(document_ids)
    _require_key(key_id, of_a_person=True)
    if batch is None:  # opens the key: a wrong PIN takes no numbers
        sign_documents(actor=actor, key_id=key_id, pin=pin, orders=[])
    pen = Pen(key_id, pin, batch, signatures or {})
    return carry_out(actor=actor, document_ids=document_ids, pen=pen, deed=_signing(actor), watch=watch or Watch())


def begin_signing(*, actor: Actor, document_ids: Sequence[UUID], key_id: int) -> Begun:
    """Number and prepare documents for a key on the signer's own machine; ``sign_outgoing`` takes the signatures."""
    require_count(document_ids)
    _require_key(key_id, of_a_person=True)
    return begin(actor=actor, document_ids=document_ids, key_id=key_id, deed=_signing(actor))


def seal_outgoing(
    *, actor: Actor, document_ids: Sequence[UUID], key_id: int, pin: str = "", batch: UUID | None = None,
    signatures: Mapping[str, bytes] | None = None, watch: Watch | None = None,
) -> Outcome:  # fmt: skip
    """Put the agency's seal on signed documents, up to fifty by one PIN; it comes last (NĐ 30/2020, Điều 33).

    Raises WrongPin, KeyLocked, KeyUnusable, SignerSilent, SessionEnded: then nothing has changed.
    """
    require_count(document_ids)
    pen = Pen(key_id, pin, batch, signatures or {})
    deed = _sealing(actor, _require_key(key_id, of_a_person=False))
    return carry_out(actor=actor, document_ids=document_ids, pen=pen, deed=deed, watch=watch or Watch())


def begin_sealing(*, actor: Actor, document_ids: Sequence[UUID], key_id: int) -> Begun:
    """Prepare signed documents for a seal on its keeper's own machine; ``seal_outgoing`` takes the signatures."""
    require_count(document_ids)
    deed = _sealing(actor, _require_key(key_id, of_a_person=False))
    return begin(actor=actor, document_ids=document_ids, key_id=key_id, deed=deed)


def _require_key(key_id: int, *, of_a_person: bool) -> int | None:
    """The unit of the key; a person signs with a person's key, an agency seals with its own. Raises KeyUnusable."""
    unit_id = SigningKey.objects.values_list("unit_id", flat=True).get(pk=key_id)
    if (unit_id is None) != of_a_person:
        raise KeyUnusable(
            reason=_("đây là con dấu của cơ quan") if of_a_person else _("đây không phải con dấu của cơ quan")
        )
    return unit_id


def _signing(actor: Actor) -> Deed:
    def prepared(document_id: UUID) -> list[Order]:
        return [_person_order(prepare_paper(actor=actor, document_id=document_id))]

    return Deed(prepared, store_signed)


def _sealing(actor: Actor, unit_id: int | None) -> Deed:
    def to_seal(document_id: UUID) -> list[Order]:
        outgoing = look_before_sealing(actor=actor, document_id=document_id)
        if outgoing.document.agency_id != unit_id:
            raise KeyUnusable(reason=_("con dấu của cơ quan khác"))
        return [_seal_order(outgoing), *(annex_order(outgoing, row) for row in annexes_of(outgoing))]

    return Deed(to_seal, store_sealed)


def prepare_paper(*, actor: Actor, document_id: UUID) -> Outgoing:
    """Number the document for today and lay out the paper that will be signed; done before, it stays as it was.

    Raises NotYourStep, NotInThisStep, GapsLeft, DraftIncomplete, AuthorityOver, BookClosed, DateNotOpen, PdfRefused.
    """
    with write_action("documents.prepare_paper", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id)
        require_step(outgoing, *SIGNED_IN, *SECOND_IN)
        document = outgoing.document
        _require_turn(actor, outgoing)
        require_authority(outgoing, clock.local(action.at).date())
        if hand_signed(outgoing.pk) is not None:
            raise NotReady(subject=document.subject, reason=_("văn bản này ký giấy; hãy bấm «Duyệt để ký giấy» trên trang của văn bản"))
        require_no_gaps(outgoing)
        if outgoing.prepared is None:
            if missing := missing_of_upload(outgoing):
                raise DraftIncomplete(what=", ".join(missing))
            today = clock.local(action.at).date()
            take_number(action, outgoing, today)
            paper = paper_of(
                content_of(outgoing), outgoing.upload, outgoing.places, today=document.issued_on or today
            )
            outgoing.prepared = keep_pdf(add_fields(paper.pdf, paper.places))
            outgoing.fields = [asdict(place) for place in paper.places]
            document.state, document.pages, document.file = (
                State.SIGNING,
                page_count(paper.pdf),
                outgoing.prepared,
            )
            document.save(update_fields=["state", "pages", "file"])
            outgoing.save(update_fields=["prepared", "fields"])
            prepare_annexes(outgoing)
        require_number(outgoing)
        action.record(
            document, number=document.number_text, on=document.issued_on, sha256=outgoing.prepared.pk
        )
    return outgoing


def _require_turn(actor: Actor, outgoing: Outgoing) -> None:
    """Whose signature is wanted now: the second signer's, or after it the signer's. Raises NotYourStep, NotAllowed, NotReady."""
    document, case = outgoing.document, case_of(outgoing)
    require_can_act(actor, case)
    if step_of(case) in SECOND_IN:
        require_is_second(outgoing, actor.account_id)
        return
    require_can_sign(actor, document, by_order=step_of(case) in NOT_BY_LEADERS)
    if outgoing.signer_id not in (None, actor.account_id):
        raise NotReady(subject=document.subject, reason=_("người ký ghi trên văn bản là %(name)s") % {"name": document.signer_name})
    require_second_signed(outgoing)
    require_stamped(outgoing)


def _place(outgoing: Outgoing, name: str) -> Place:
    return next(Place(**each) for each in outgoing.fields if each["name"] == name)


def _person_order(outgoing: Outgoing) -> Order:
    document, content = outgoing.document, content_of(outgoing)
    if step_of(case_of(outgoing)) in SECOND_IN and content.beside is not None:
        name, title, field = content.beside.name, content.beside.lines, SECOND
    else:
        name, title, field = document.signer_name, signing_lines(content), SIGNER
    return Order(SUBJECT, str(document.pk), read_pdf(document.file), _place(outgoing, field), SignatureKind.PERSON,
                 signer_name=name, signer_title=" / ".join(title).replace("\n", " / ")[:250])  # fmt: skip


def _seal_order(outgoing: Outgoing) -> Order:
    document = outgoing.document
    return Order(SUBJECT, str(document.pk), read_pdf(document.file), _place(outgoing, SEAL), SignatureKind.SEAL,
                 signer_name=document.issuer_name[:120])  # fmt: skip


def store_signed(*, actor: Actor, document_id: UUID, signed: Sequence[Signed]) -> Outgoing:
    """Keep the signed paper and send it to the registry; it must be the one that was prepared. Raises PaperChanged."""
    with write_action("documents.sign", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id)
        document, case = outgoing.document, case_of(outgoing)
        if step_of(case) not in SIGNED_IN | SECOND_IN or signed[0].order.pdf != read_pdf(document.file):
            raise PaperChanged(subject=document.subject)
        require_number(outgoing)
        document.file = keep_pdf(signed[0].content)
        document.save(update_fields=["file"])
        record_signature(action, signed[0], file=document.file)
        if step_of(case) in SECOND_IN:
            _pass_to_signer(action, outgoing)
        else:
            end_opinions(action, outgoing, _("Dự thảo đã được ký"))
            _pass_to_registry(action, outgoing)
    return outgoing


def _pass_to_signer(action: WriteAction, outgoing: Outgoing) -> None:
    """The second signer has signed: the paper goes to the signer, whichever way that one signs."""
    case = case_of(outgoing)
    SecondSigner.objects.filter(pk=outgoing.pk).update(signed_at=action.at)
    way = next((way for way in ("by_deputy", "in_unit", "by_order") if case.facts.get(way)), "signed")
    row = outgoing.by_authority
    unit_id = row.unit_id if row is not None and way in {"in_unit", "by_deputy"} else outgoing.unit_id
    follow(action, case, way_code=way, name="second_signed", holder_id=outgoing.signer_id, division_id=unit_id)


def _pass_to_registry(action: WriteAction, outgoing: Outgoing) -> None:
    document, today = outgoing.document, clock.local(action.at).date()
    outgoing.signed_at = action.at
    outgoing.issue_by = issue_day(document, today)
    outgoing.save(update_fields=["signed_at", "issue_by"])
    case = case_of(outgoing)
    follow(action, case, way_code="signed", name="signed", division_id=outgoing.unit_id)
    hasten(case, document)
    case.save(update_fields=["due_at", "step_due_at"])
    if awaited_outside(outgoing) is not None:
        rest_until_party_signed(outgoing)


def look_before_sealing(*, actor: Actor, document_id: UUID) -> Outgoing:
    """Whether the paper may be sealed now: signed, not sealed, the actor keeps the seal. Raises NotReady, NotAllowed."""
    with write_action("documents.look_before_sealing", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id)
        require_can_seal(actor, outgoing.document.agency_id)
        require_step(outgoing, StepCode.ISSUE)
        if outgoing.signed_at is None or outgoing.sealed_at is not None:
            raise NotReady(subject=outgoing.document.subject, reason=_("chưa ký hoặc đã đóng dấu"))
        require_party_signed(outgoing)
        require_number(outgoing)
        require_stamped(outgoing)
        action.record(outgoing.document, sha256=outgoing.document.file_id)
    return outgoing


def store_sealed(*, actor: Actor, document_id: UUID, signed: Sequence[Signed]) -> Outgoing:
    """Keep the sealed paper with its annexes, all or none: from now on it is an original (NĐ 30/2020, Điều 3 khoản 8).

    Raises PaperChanged.
    """
    with write_action("documents.seal", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id)
        document, case, seal = outgoing.document, case_of(outgoing), signed[0]
        if step_of(case) != StepCode.ISSUE or outgoing.sealed_at or seal.order.pdf != read_pdf(document.file):
            raise PaperChanged(subject=document.subject)
        require_number(outgoing)
        require_stamped(outgoing)
        document.file, outgoing.sealed_at = keep_pdf(seal.content), action.at
        document.save(update_fields=["file"])
        outgoing.save(update_fields=["sealed_at"])
        record_signature(action, seal, file=document.file)
        store_annexes(action, outgoing, signed[1:])
        note_event(action, case, Happening("sealed", data={"number": document.number_text}))
    return outgoing
