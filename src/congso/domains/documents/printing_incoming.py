"""The slip of a document that came in, with its stamp; the received file itself is never touched."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from congso.core import clock
from congso.domains.documents.models import Level
from congso.domains.documents.queries_incoming import Page
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.units import letterhead
from congso.foundation.printing.wording import in_vietnamese, paper_date


def stamp(page: Page) -> dict[str, str]:
    """What stands in the ĐẾN stamp (35 x 50 mm): agency, number, day, to whom, dossier."""
    main = next((row.name for row in page.branches if row.role == "main" and not row.withdrawn), "")
    return {
        "agency": page.agency, "number": page.incoming.arrival_text, "day": _day(page.incoming.arrived_at), "to": main,
        "dossier": page.incoming.dossier_code,
    }  # fmt: skip


def _day(at: datetime | None) -> str:
    return f"{clock.local(at):%d/%m/%Y}" if at else ""


def slip_pdf(page: Page) -> bytes:
    """Phiếu giải quyết văn bản đến (NĐ 30/2020, Phụ lục IV) as PDF: stamp, document, the three boxes of opinions."""
    document = page.document
    with in_vietnamese():
        data: dict[str, Any] = {
            "head": asdict(letterhead(document.agency_id, clock.today())), "stamp": stamp(page), "date": paper_date(clock.today()),
            "document": {
                "what": " ".join(filter(None, [page.type_name, document.number_text])), "subject": document.subject,
                "day": f"{document.issued_on:%d/%m/%Y}" if document.issued_on else "", "issuer": document.issuer_name,
                "due": _day(page.case.due_at if page.case else None),
            },
            "opinions": [
                {"title": str(Level(level).label), "lines": [
                    {"text": row.text, "by": ", ".join(filter(None, [row.by_name, row.by_title])), "day": _day(row.at)}
                    for row in page.instructions if row.level == level]}
                for level in (Level.AGENCY, Level.UNIT, Level.PROPOSAL)
            ],
        }  # fmt: skip
        return render_pdf("documents/phieu-giai-quyet", data)
