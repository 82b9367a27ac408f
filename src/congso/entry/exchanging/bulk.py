"""Many documents at once, and what became of them: the deeds of the benchmark and of the run under faults."""

from __future__ import annotations

import io
import os
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ContentStream, DictionaryObject, NameObject, StreamObject

from congso.entry.exchanging.working import actor_named, one_step, system

_WORD = "Văn bản thử liên thông số"
CHAIN = ["01", "03", "04", "05", "06"]


def stock(count: str, size: str, *receivers: str) -> dict[str, int]:
    """Have so many letters issued in all (those there are counted), each with an attachment of ``size`` bytes to one receiver in turn.

    They are sealed without the work of real signatures, which have a benchmark of their own.
    """
    from congso.domains.documents.models import Document
    from congso.domains.documents.services.outgoing import Outside, issue_document

    have = Document.objects.filter(direction="out", state="issued").count()
    registry = actor_named("vanthu")
    for place in range(have, int(count)):
        document = _sealed(f"{_WORD} {place + 1}", int(size))
        code = receivers[place % len(receivers)]
        issue_document(actor=registry, document_id=document.pk, seen_seq=None, outside=[Outside(f"Cơ quan {code}", code)])
    return {"issued": Document.objects.filter(direction="out", state="issued").count()}


def _sealed(subject: str, size: int) -> Any:
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
    document = unfinished or start_draft(actor=actor_named("chuyenvien"), draft=DraftIn(type_code="", subject=subject, body="Nội dung."))
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


def work_on_some(most: str) -> dict[str, int]:
    """Bring up to so many arrived documents a step further; how many were, how many are not done yet."""
    from congso.domains.documents.models import Document

    rows = Document.objects.filter(direction="in", incoming__channel="exchange").exclude(state="done").select_related("case").order_by("pk")
    moved = sum(1 for document in rows[: int(most)] if one_step(document))
    return {"moved": moved, "open": rows.count()}


def states() -> dict[str, Any]:
    """How many deliveries stand where, what waits in the outbox."""
    from django.db.models import Count

    from congso.domains.documents.models import Delivery
    from congso.foundation.outbox.models import Sending

    deliveries = dict(Delivery.objects.filter(way="axis").values_list("state").annotate(n=Count("id")))
    outbox = dict(Sending.objects.values_list("state").annotate(n=Count("id")))
    return {"deliveries": deliveries, "outbox": outbox}


def again() -> dict[str, int]:
    """What was given up on is sent again, as a person would do from the screen."""
    from congso.foundation.outbox.services import send_all_again

    return {"again": send_all_again(actor=system(), channel="exchange")}


def account() -> dict[str, Any]:
    """Everything that must hold at the end: who got what how often, which chains of states, which numbers."""
    from congso.domains.documents.models import Delivery, Document, Incoming
    from congso.domains.exchange.models import StatusNote

    got = Counter(f"{row.incoming.sender_code}|{row.number_text}" for row in
                  Document.objects.filter(direction="in", incoming__channel="exchange").select_related("incoming").iterator())  # fmt: skip
    sent = [f"{row.code}|{row.document.number_text}" for row in Delivery.objects.filter(way="axis").select_related("document").iterator()]
    chains: dict[str, list[str]] = {}
    for note in StatusNote.objects.filter(is_ours=False, has_counted=True).order_by("pk").values_list("document_id", "code_of_receiver", "status"):
        chains.setdefault(f"{note[0]}|{note[1]}", []).append(note[2])
    arrival = list(Incoming.objects.exclude(arrival_number=None).order_by("arrival_number").values_list("arrival_number", flat=True))
    numbers = list(Document.objects.filter(direction="out").exclude(number=None).values_list("number_text", flat=True))
    return {
        "got": got, "sent": sent, "chains_whole": sum(1 for chain in chains.values() if chain == CHAIN),
        "chains_odd": {key: chain for key, chain in chains.items() if chain != CHAIN}, "numbers_twice": len(numbers) - len(set(numbers)),
        "arrival_gaps": len(set(range(1, len(arrival) + 1)) - set(arrival)), "arrivals_twice": len(arrival) - len(set(arrival)),
    }  # fmt: skip


BULK: dict[str, Callable[..., Any]] = {
    "stock": stock, "work_on_some": work_on_some, "states": states, "again": again, "account": account,
}  # fmt: skip
