"""Electronic originals of forms: those that wait for a signature of the viewer's, and those that applicants get."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.enums import Channel
from congso.domains.dossiers.models import Dossier, IssuedForm, SignedForm
from congso.foundation.files.models import StoredFile
from congso.foundation.signing.facade import SEAL

MOST_SHOWN = 50


def waiting_forms(*, viewer: Actor) -> QuerySet[SignedForm]:
    """Forms whose next signature is the viewer's: as head, or with the seal of an agency; the oldest first."""
    units = viewer.units_for(SEAL)
    for_seal = Q(signer_id=None) | Q(person_signed_at__isnull=False)
    if units != EVERYWHERE:
        for_seal &= Q(agency_id__in=units)
    for_head = Q(signer_id=viewer.account_id, person_signed_at=None) if viewer.account_id else Q(pk=None)
    rows = SignedForm.objects.filter(sealed_at=None, left_at=None).filter(for_seal | for_head)
    return rows.select_related("dossier", "issued").order_by("id")


def next_paper(*, viewer: Actor, form_id: int) -> SignedForm:
    """One of those, to be looked at before it is signed; raises NotVisible."""
    row = waiting_forms(viewer=viewer).select_related("dossier__case", "issued__dossier__case", "file", "prepared").filter(pk=form_id).first()
    if row is None:
        raise NotVisible
    return row


def electronic_forms(*, viewer: Actor, dossier: Dossier) -> list[ElectronicForm]:
    """How far the electronic originals of a dossier's forms are, for its page; a dossier that came on paper has none."""
    if dossier.channel != Channel.ONLINE:
        return []
    rows = SignedForm.objects.filter(dossier=dossier).select_related("issued", "dossier")
    return [ElectronicForm(row, row.needs_person and row.signer_id == viewer.account_id) for row in rows]


@dataclass(frozen=True)
class ElectronicForm:
    """One of them; whether it waits for the viewer's own signature as head."""

    row: SignedForm
    is_mine: bool


def signed_receipt(dossier: Dossier) -> StoredFile | None:
    """The receipt with its signature, if it has it."""
    return _file(SignedForm.objects.filter(dossier=dossier, issued=None))


def signed_form(issued: IssuedForm) -> StoredFile | None:
    """An issued form with all its signatures, if it has them."""
    return _file(SignedForm.objects.filter(issued=issued))


def _file(rows: QuerySet[SignedForm]) -> StoredFile | None:
    row = rows.filter(sealed_at__isnull=False).select_related("file").first()
    return row.file if row is not None else None
