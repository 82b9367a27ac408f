"""Mẫu 02–05 and the slip of the result handed over: what was issued prints the same for ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from congso.core import clock
from congso.domains.dossiers.enums import Channel, FormCode, PaperKind, ReturnMethod
from congso.domains.dossiers.models import Dossier, IssuedForm
from congso.domains.dossiers.printing.receipt import receipt_pdf
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.units import DatedNames, letterhead
from congso.foundation.printing.wording import in_vietnamese, paper_date, paper_moment

TEMPLATES = {
    FormCode.SUPPLEMENT: "dossiers/mau-02",
    FormCode.REFUSAL: "dossiers/mau-03",
    FormCode.APOLOGY: "dossiers/mau-04",
    FormCode.STOP: "dossiers/mau-05",
    FormCode.HANDOVER_SLIP: "dossiers/phieu-tra-ket-qua",
}


def form_pdf(issued: IssuedForm) -> bytes:
    """An issued form as PDF: its own number and day, and the names that the units bore that day."""
    if issued.form == FormCode.RECEIPT and issued.dossier is not None:
        return receipt_pdf(issued.dossier)
    with in_vietnamese():
        return render_pdf(TEMPLATES[FormCode(issued.form)], form_data(issued))


def form_data(issued: IssuedForm) -> dict[str, Any]:
    """What the form says: who it concerns, then what was written when it was issued."""
    dossier, said = issued.dossier, issued.data
    about = (
        _of_dossier(dossier, issued.issued_at) if dossier is not None else _of_counter(said, issued.issued_at)
    )
    own = _OWN.get(FormCode(issued.form), _written)
    return {
        "head": asdict(letterhead(issued.unit_id, issued.issued_at)), "number": issued.number,
        "date": paper_date(issued.issued_at), "issued_at": paper_moment(issued.issued_at),
        "signer": said.get("issued_by_name", ""), "signer_title": said.get("issued_by_title", ""),
        **about, **own(said, dossier),
    }  # fmt: skip


def _of_dossier(dossier: Dossier, on: datetime) -> dict[str, Any]:
    names = DatedNames([dossier.agency_id, dossier.receiving_unit_id])
    return {
        "code": dossier.code, "applicant": dossier.applicant_name, "address": dossier.applicant_address,
        "phone": dossier.applicant_phone, "email": dossier.applicant_email, "procedure": dossier.procedure_name,
        "procedure_code": dossier.procedure_code, "agency": names.name(dossier.agency_id, on),
        "centre": names.name(dossier.receiving_unit_id, on), "received_at": paper_moment(dossier.arrived_at),
    }  # fmt: skip


def _of_counter(said: dict[str, Any], on: datetime) -> dict[str, Any]:
    """A form given at the counter instead of a receipt: there is no dossier to ask."""
    about = {
        key: said.get(key, "")
        for key in ("applicant", "address", "phone", "email", "procedure", "procedure_code")
    }
    agency_id = said.get("agency_id")
    agency = DatedNames([agency_id]).name(agency_id, on)
    return {"code": "", "agency": agency, "centre": "", "received_at": "", **about}


def _written(said: dict[str, Any], _dossier: Dossier | None) -> dict[str, Any]:
    """Mẫu 02, 03: the list and the reason, line by line as they were written."""
    return {
        "items": _lines(said.get("items", "")),
        "reason": _lines(said.get("reason", "")),
        "contact": said.get("contact", ""),
        "answer_by": _day(said.get("answer_by", "")),
    }


def _apology(said: dict[str, Any], _dossier: Dossier | None) -> dict[str, Any]:
    """Mẫu 04: both promises; the letter says "is late" only when the old day had passed."""
    return {
        "old_due": _moment(said.get("old_due", "")), "new_due": _moment(said.get("new_due", "")),
        "reason": _lines(said.get("reason", "")), "was_late": bool(said.get("was_late")),
    }  # fmt: skip


def _stop(said: dict[str, Any], dossier: Dossier | None) -> dict[str, Any]:
    """Mẫu 05: how the applicant asked, where the dossier stood, which papers go back."""
    return {
        "reason": _lines(said.get("reason", "")), "state": said.get("state", ""),
        "papers_returned": _lines(said.get("papers_returned", "")),
        "channel": str(Channel(dossier.channel).label) if dossier else "",
    }  # fmt: skip


def _handed_over(said: dict[str, Any], dossier: Dossier | None) -> dict[str, Any]:
    """The slip that is signed when the result is handed over."""
    result = getattr(dossier, "result", None)
    return {
        "received_by": said.get("received_by", ""), "identity_number": said.get("identity_number", ""),
        "method": str(ReturnMethod(said.get("method") or ReturnMethod.COUNTER).label),
        "post_code": said.get("post_code", ""), "refused": bool(dossier and dossier.proposal == "refusal"),
        "result": {"name": result.name, "number": result.number} if result else {},
        "papers": [
            {"name": paper.name, "kind": str(PaperKind(paper.kind).label), "quantity": paper.quantity}
            for paper in (dossier.papers.all() if dossier else [])
        ],
    }  # fmt: skip


_OWN: dict[FormCode, Callable[[dict[str, Any], Dossier | None], dict[str, Any]]] = {
    FormCode.APOLOGY: _apology,
    FormCode.STOP: _stop,
    FormCode.HANDOVER_SLIP: _handed_over,
}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _day(written: str) -> str:
    return f"{date.fromisoformat(written):%d/%m/%Y}" if written else ""


def _moment(written: str) -> str:
    return paper_moment(clock.local(datetime.fromisoformat(written))) if written else ""
