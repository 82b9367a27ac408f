"""Many documents at once, and what became of them: the deeds of the benchmark and of the run under faults."""

from __future__ import annotations

import io
import os
import unicodedata
from collections.abc import Callable
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ContentStream, DictionaryObject, NameObject, StreamObject

from congso.entry.exchanging.working import actor_named, one_step, system

_WORD = "Văn bản thử liên thông số"
TO_ALL, REPLACING, BACK, RECALLED, REFUSED = 5, 8, 3, 7, 3
"""Of the letters under faults every fifth goes to all receivers, every eighth replaces the third before it, every seventh is recalled;
of what is asked back, every third number is kept."""


def stock(count: str, size: str, *receivers: str) -> dict[str, int]:
    """Have so many letters issued in all (those there are counted), each with an attachment of ``size`` bytes to one receiver in turn.

    They are sealed without the work of real signatures, which have a benchmark of their own.
    """
    for place in range(_issued(), int(count)):
        _issue(_sealed(f"{_WORD} {place + 1}", int(size)), [receivers[place % len(receivers)]])
    return {"issued": _issued()}


def stock_mixed(count: str, size: str, *receivers: str) -> dict[str, int]:
    """``stock`` of the run under faults: some letters go to several receivers, some replace an earlier one."""
    from congso.domains.documents.models import Document

    for place in range(_issued(), int(count)):
        number, old = place + 1, None
        if number % REPLACING == 0 and (number - BACK) % RECALLED:
            old = Document.objects.filter(subject=f"{_WORD} {number - BACK}", state="issued").values_list("pk", flat=True).first()
        document = _sealed(f"{_WORD} {number}", int(size), replaces=old)
        _issue(document, list(receivers) if number % TO_ALL == 0 else [receivers[place % len(receivers)]])
    return {"issued": _issued()}


def _issued() -> int:
    from congso.domains.documents.models import Outgoing

    return Outgoing.objects.filter(issued_at__isnull=False).count()


def _issue(document: Any, codes: list[str]) -> None:
    from congso.domains.documents.services.outgoing import Outside, issue_document

    issue_document(actor=actor_named("vanthu"), document_id=document.pk, seen_seq=None, outside=[Outside(f"Cơ quan {code}", code) for code in codes])


def recall_some(upto: str) -> dict[str, int]:
    """The registry recalls every seventh letter up to this one that still holds."""
    from congso.domains.documents.models import Document
    from congso.domains.documents.services.outgoing import recall_document

    subjects = [f"{_WORD} {number}" for number in range(RECALLED, int(upto) + 1, RECALLED)]
    found = list(Document.objects.filter(subject__in=subjects, direction="out", state="issued").values_list("pk", flat=True))
    for document_id in found:
        recall_document(actor=actor_named("vanthu"), document_id=document_id, reason="Ban hành nhầm.")
    return {"recalled": len(found)}


def answer_some(most: str) -> dict[str, int]:
    """The registry answers what senders ask back: it agrees, but keeps every third number."""
    from congso.domains.documents.facade import Demand, answer_demand

    rows = Demand.objects.filter(answered_at=None).select_related("document").order_by("pk")
    for demand in rows[: int(most)]:
        is_agreed = int(demand.document.number_text.partition("/")[0]) % REFUSED != 0
        answer_demand(actor=actor_named("vanthu"), demand_id=demand.pk, is_agreed=is_agreed, answer="" if is_agreed else "Đang thực hiện.")
    return {"open": rows.count()}


def _sealed(subject: str, size: int, *, replaces: Any = None) -> Any:
    from django.core.files.base import ContentFile

    from congso.core import clock
    from congso.domains.documents.models import Document
    from congso.domains.documents.services.outgoing import DraftIn, start_draft
    from congso.domains.documents.services.outgoing_common import case_of, lock_outgoing
    from congso.domains.documents.services.outgoing_numbering import take_number
    from congso.foundation.audit.writing import write_action
    from congso.foundation.casework.services import follow
    from congso.foundation.files.services import store_file

    unfinished = Document.objects.filter(subject=subject, state__in=["draft", "signing"]).first()
    document = unfinished or start_draft(actor=actor_named("chuyenvien"), draft=DraftIn(type_code="", subject=subject, body="Nội dung."),
                                          relation=("replaces", replaces) if replaces else None)
    paper = store_file(ContentFile(_paper(subject, size), name="a.pdf"), name="a.pdf")
    hand = system()
    with write_action("bench.prepare", actor=hand) as action:
        outgoing = lock_outgoing(hand, document.pk)
        if outgoing.sealed_at is None:
            for _way in range(3):
                follow(action, case_of(outgoing), way_code="forward")
            take_number(action, outgoing, clock.today())
            outgoing.signed_at = outgoing.sealed_at = action.at
            outgoing.save(update_fields=["signed_at", "sealed_at"])
            follow(action, case_of(outgoing), way_code="signed")
            outgoing.document.file = paper
            outgoing.document.save(update_fields=["file"])
        action.record(outgoing.document, sealed=True)
    return document


def _paper(subject: str, size: int) -> bytes:
    """A letter of about ``size`` bytes with words of its own, as a sealed one has, and filling that does not pack."""
    words = unicodedata.normalize("NFD", subject).encode("ascii", "ignore").decode()
    lines = "".join(f"({words}, dong {line}: noi dung cua van ban gui qua truc lien thong.) Tj 0 -16 Td\n" for line in range(1, 31))
    whole = PdfWriter()
    page = whole.add_blank_page(595, 842)
    face = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"), NameObject("/BaseFont"): NameObject("/Helvetica")})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): face})})
    written = StreamObject()
    written.set_data(f"BT /F1 11 Tf 56 780 Td\n{lines}ET".encode())
    page.replace_contents(ContentStream(written, whole))
    whole.add_attachment("kem-theo.bin", os.urandom(size))
    target = io.BytesIO()
    whole.write(target)
    return target.getvalue()


_ENDED = ("done", "recalled", "replaced")


def work_on_some(most: str) -> dict[str, int]:
    """Bring up to so many arrived documents a step further; how many were, how many are not done yet."""
    from congso.domains.documents.models import Document

    rows = Document.objects.filter(direction="in", incoming__channel="exchange").exclude(state__in=_ENDED).select_related("case").order_by("pk")
    moved = sum(1 for document in rows[: int(most)] if one_step(document))
    return {"moved": moved, "open": rows.count()}


def states() -> dict[str, Any]:
    """How many deliveries stand where, what waits in the outbox, on the axis, and before the registry."""
    from django.db.models import Count

    from congso.domains.axis.models import Stop
    from congso.domains.documents.facade import Demand
    from congso.domains.documents.models import Delivery, Document
    from congso.foundation.outbox.models import Sending

    deliveries = dict(Delivery.objects.filter(way="axis").values_list("state").annotate(n=Count("id")))
    outbox = dict(Sending.objects.values_list("state").annotate(n=Count("id")))
    open_here = Document.objects.filter(direction="in", incoming__channel="exchange").exclude(state__in=_ENDED).count()
    waiting = sum(outbox.get(state, 0) for state in ("waiting", "dead")) + Stop.objects.exclude(state="taken").count()
    asked = Demand.objects.filter(answered_at=None).count()
    return {"deliveries": deliveries, "outbox": outbox, "open": open_here, "waiting": waiting, "asked": asked}


def again() -> dict[str, int]:
    """What was given up on is sent again, as a person would do from the screen."""
    from congso.foundation.outbox.services import send_all_again

    return {"again": send_all_again(actor=system(), channel="exchange")}


BULK: dict[str, Callable[..., Any]] = {
    "stock": stock, "stock_mixed": stock_mixed, "recall_some": recall_some, "answer_some": answer_some, "work_on_some": work_on_some,
    "states": states, "again": again,
}  # fmt: skip
