"""A form with the places where its digital signatures will stand."""

from __future__ import annotations

from dataclasses import dataclass

from congso.domains.dossiers.enums import FormCode
from congso.domains.dossiers.models import SignedForm
from congso.domains.dossiers.printing.forms import TEMPLATES, form_data
from congso.domains.dossiers.printing.receipt import follow_address, receipt_data
from congso.foundation.printing.rendering import render_pdf, tell_places
from congso.foundation.printing.wording import in_vietnamese
from congso.foundation.signing.facade import Place


@dataclass(frozen=True)
class FormPaper:
    """The PDF, and where signatures go in it."""

    pdf: bytes
    places: list[Place]


def form_paper(row: SignedForm) -> FormPaper:
    """The paper of a form that will be signed: the same as its print (Mẫu 01 as one copy)."""
    if row.issued is None:
        template, qr = "dossiers/mau-01", follow_address(row.dossier)
        with in_vietnamese():
            data = receipt_data(row.dossier) | {"copies": 1}
    else:
        template, qr = TEMPLATES[FormCode(row.issued.form)], ""
        with in_vietnamese():
            data = form_data(row.issued)
    places = [Place(**each) for each in tell_places(template, data, qr=qr or None)]
    return FormPaper(render_pdf(template, data, qr=qr or None), places)
