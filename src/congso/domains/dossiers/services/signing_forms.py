"""Forms that go to applicants electronically get the signatures that stand by hand on paper (ký số biểu mẫu)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from io import BytesIO

from django.core.files.base import File
from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.dossiers.enums import Channel, FormCode
from congso.domains.dossiers.errors import FormSigned
from congso.domains.dossiers.models import Dossier, IssuedForm, SignedForm
from congso.domains.dossiers.policies import require_next_signer
from congso.domains.dossiers.printing.laid_out import form_paper
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file, store_file
from congso.foundation.notifications.services.writing import NoticeIn
from congso.foundation.orgs.queries import tree
from congso.foundation.printing.wording import in_vietnamese
from congso.foundation.signing.errors import KeyUnusable
from congso.foundation.signing.facade import (
    Order,
    Place,
    Signature,
    SignatureKind,
    Signed,
    add_fields,
    has_seal,
    record_signature,
    told_of,
    waits_for_stamp,
)
from congso.foundation.signing.stamps import moment_words

SUBJECT = "dossiers.signedform"
"""What a form is called where signatures are kept."""
MOST = 50
"""Forms signed by one PIN."""
SEAL_FIELD, PERSON_FIELD = "CoQuan", "NguoiKy"
_SIGNED = frozenset({FormCode.RECEIPT, FormCode.SUPPLEMENT, FormCode.REFUSAL, FormCode.APOLOGY, FormCode.STOP})


def await_signature(action: WriteAction, dossier: Dossier, form: FormCode, *, issued: IssuedForm | None = None) -> None:
    """Inside the open action: a form of a dossier that came online waits for its signatures, where its agency has a seal to give."""
    if dossier.channel != Channel.ONLINE or form not in _SIGNED:
        return
    unit_id = issued.unit_id if issued is not None else dossier.receiving_unit_id
    agency_id = tree().agency_of(unit_id).id
    if not has_seal(agency_id):
        return
    head = issued if issued is not None and form == FormCode.APOLOGY else None
    row = SignedForm(
        dossier=dossier, issued=issued, form=form, agency_id=agency_id, asked_at=action.at, signer_id=head.issued_by if head else None,
        signer_name=str(head.data.get("issued_by_name", ""))[:120] if head else "", signer_title=str(head.data.get("issued_by_title", ""))[:100] if head else "",
    )  # fmt: skip
    row.save(force_insert=True)
    action.record(row, form=str(form), agency=agency_id)


def prepare_forms(*, actor: Actor, form_ids: Sequence[int]) -> list[Order]:
    """Lay the forms out with their fields, and say what is to be signed; what was laid out before stays as it is.

    Raises NotVisible, NotAllowed, FormSigned when somebody else signed one meanwhile, InvalidInput for none or too many.
    """
    if not 1 <= len(form_ids) <= MOST:
        raise InvalidInput(field="chosen_forms", reason=_("hãy chọn từ 1 đến %(most)s biểu mẫu.") % {"most": MOST})
    with write_action("dossiers.prepare_forms", actor=actor) as action:
        rows = _locked(actor, form_ids)
        for row in rows:
            if row.prepared is None:
                paper = form_paper(row)
                row.prepared, row.fields = _keep(add_fields(paper.pdf, paper.places)), [asdict(each) for each in paper.places]
                row.save(update_fields=["prepared", "fields"])
            action.record(row, form=row.form, sha256=row.prepared.pk if row.prepared else "")
    return [_order(row) for row in rows]


def store_signed_forms(*, actor: Actor, signed: Sequence[Signed]) -> list[SignedForm]:
    """Keep forms with the signature that was next; the last one makes it the applicant's original. Raises FormSigned, KeyUnusable, NotAllowed."""
    with write_action("dossiers.sign_forms", actor=actor) as action:
        rows = {str(row.pk): row for row in _locked(actor, [int(each.order.subject_id) for each in signed])}
        for each in signed:
            row = rows[each.order.subject_id]
            if each.order.pdf != _read(row.file or row.prepared):
                raise FormSigned(number=row.number)
            if not row.needs_person and each.key.unit_id != row.agency_id:
                raise KeyUnusable(reason=_("con dấu của cơ quan khác"))
            row.file = _keep(each.content)
            if row.needs_person:
                row.person_signed_at = action.at
            else:
                row.sealed_at = action.at
            row.save(update_fields=["file", "person_signed_at", "sealed_at"])
            record_signature(action, each, file=row.file)
            action.record(row, form=row.form, complete=row.is_complete)
    return list(rows.values())


def leave_unsigned(*, actor: Actor, form_ids: Sequence[int], reason: str) -> int:
    """Forms that stay prints, with the reason (không ký số); how many. Raises NotVisible, NotAllowed, ReasonMissing, FormSigned."""
    with write_action("dossiers.leave_forms_unsigned", actor=actor) as action:
        if not reason.strip():
            raise ReasonMissing(field="reason")
        rows = _locked(actor, form_ids)
        for row in rows:
            row.left_at, row.left_reason = action.at, nfc(reason.strip())[:300]
            row.save(update_fields=["left_at", "left_reason"])
            action.record(row, left=row.left_reason)
    return len(rows)


def keep_stamped_form(action: WriteAction, signature: Signature, file: StoredFile) -> NoticeIn | None:
    """The form whose signature got its timestamp later takes the place of the one without."""
    row = SignedForm.objects.select_for_update(no_key=True, of=("self",)).select_related("dossier", "issued").get(pk=int(signature.subject_id))
    if row.file_id != signature.file_id:
        return None
    row.file = file
    row.save(update_fields=["file"])
    action.record(row, sha256=file.pk)
    return told_of(signature, f"{row.get_form_display()} {row.number}", reverse("dossiers:page", args=[row.dossier_id]))


def _locked(actor: Actor, form_ids: Iterable[int]) -> list[SignedForm]:
    """Forms whose next signature is the actor's to give, held until the action ends."""
    wanted = sorted(set(form_ids))
    rows = SignedForm.objects.select_for_update(no_key=True, of=("self",)).select_related("dossier__case", "issued__dossier__case", "prepared", "file")
    found = list(rows.filter(pk__in=wanted).order_by("pk"))
    if len(found) != len(wanted):
        raise NotVisible
    for row in found:
        require_next_signer(actor, row)
        if row.is_complete or row.left_at is not None or (row.file_id and waits_for_stamp(SUBJECT, str(row.pk))):
            raise FormSigned(number=row.number)
    return found


def _order(row: SignedForm) -> Order:
    places = {each["name"]: Place(**each) for each in row.fields}
    pdf = _read(row.file or row.prepared)
    if row.needs_person:
        return Order(SUBJECT, str(row.pk), pdf, places[PERSON_FIELD], SignatureKind.PERSON, signer_name=row.signer_name, signer_title=row.signer_title)
    agency = tree().name(row.agency_id)
    if row.form == FormCode.APOLOGY:
        return Order(SUBJECT, str(row.pk), pdf, places[SEAL_FIELD], SignatureKind.SEAL, signer_name=agency[:120])
    with in_vietnamese():
        words = (_("Đã ký số"), agency, moment_words(clock.now()))
    return Order(SUBJECT, str(row.pk), pdf, places[SEAL_FIELD], SignatureKind.FORM, signer_name=agency[:120], words=words)


def _keep(content: bytes) -> StoredFile:
    return store_file(File(BytesIO(content), name="bieu-mau.pdf"), name="bieu-mau.pdf")


def _read(stored: StoredFile | None) -> bytes:
    if stored is None:
        return b""
    with open_file(stored) as stream:
        return stream.read()
