"""The printed half of a dossier's bundle: declaration, receipt, forms issued to the applicant."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.text import filename_safe
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.printing import form_pdf, receipt_pdf
from congso.domains.dossiers.queries.filled import filled_definition, filled_form_of, filled_pdf
from congso.domains.dossiers.queries.own_page import SHOWN_FORMS
from congso.domains.dossiers.queries.signed_forms import signed_form, signed_receipt
from congso.domains.dossiers.services.downloading import Entry, bundle_entries, note_download, zipped


def download_bundle(*, viewer: Actor, dossier_id: UUID) -> tuple[str, Iterator[bytes]]:
    """Name and content of the archive of one's own dossier; write its audit line. Raises NotVisible."""
    dossier = note_download(actor=viewer, dossier_id=dossier_id)
    entries = bundle_entries(viewer=viewer, dossier_id=dossier_id, prints=_prints)
    return f"{filename_safe(dossier.code)}.zip", zipped(entries)


def _prints(dossier: Dossier) -> list[Entry]:
    form, entries = filled_form_of(dossier), []
    if form is not None and filled_definition(form) is not None:
        entries.append(Entry(f"{_('to-khai')}.pdf", partial(filled_pdf, form)))
    if dossier.received_at is not None:
        entries.append(Entry(f"{_('giay-tiep-nhan')}.pdf", signed_receipt(dossier) or partial(receipt_pdf, dossier)))
    for issued in dossier.forms.all():
        if issued.form in SHOWN_FORMS:
            name = filename_safe(f"{issued.get_form_display()} {issued.number}.pdf")
            entries.append(Entry(f"{_('phieu')}/{name}", signed_form(issued) or partial(form_pdf, issued)))
    return entries
