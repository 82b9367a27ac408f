"""What people of an office do with documents of the exchange, played in order: draft, sign, seal, issue; register, assign, finish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

BODY = ("Thực hiện Quy chế gửi, nhận văn bản điện tử giữa các cơ quan trong hệ thống hành chính nhà nước, đề nghị quý cơ quan cho ý kiến "
        "về dự thảo kế hoạch phối hợp.\n\nVăn bản trả lời xin gửi qua Trục liên thông văn bản./.")  # fmt: skip


def system() -> Any:
    from congso.core.actors import system_actor

    return system_actor("Liên thông dùng thử")


def actor_named(username: str) -> Any:
    from congso.foundation.people.models import Account
    from congso.foundation.people.queries import actor_for

    return actor_for(Account.objects.get(username=username).pk)


def write_and_seal(*, given: dict[str, str]) -> dict[str, str]:
    """A letter from the first word to the seal: drafted, reviewed, signed by the leader, sealed by the registry, not issued yet."""
    from congso.domains.documents.services.outgoing import (
        DraftIn,
        seal_outgoing,
        send_on,
        sign_outgoing,
        start_draft,
    )
    from congso.flows.demonstration.accounts import PIN
    from congso.foundation.signing.models import SigningKey

    leader, registry = actor_named("lanhdao"), actor_named("vanthu")
    relation = ("answers", UUID(given["answers"])) if given.get("answers") else None
    draft = DraftIn(type_code=given.get("type", ""), subject=given["subject"], body=given.get("body", BODY), addressees=[given.get("to", "")], recipients=["Như trên", "Lưu: VT"],
                    signer_id=leader.account_id, position=given["title"], power=given.get("power", ""), signed_for=given.get("signed_for", ""))  # fmt: skip
    document = start_draft(actor=actor_named("chuyenvien"), draft=draft, relation=relation)
    for who in ("chuyenvien", "truongphong", "vanthu"):
        send_on(actor=actor_named(who), document_id=document.pk, seen_seq=None)
    keys = {key.account_id or 0: key.pk for key in SigningKey.objects.filter(withdrawn_at=None)}
    sign_outgoing(actor=leader, document_ids=[document.pk], key_id=keys[leader.account_id or 0], pin=PIN)
    seal_outgoing(actor=registry, document_ids=[document.pk], key_id=keys[0], pin=PIN)
    document.refresh_from_db(fields=["number_text"])
    return {"id": str(document.pk), "number": document.number_text}


def write_and_issue(*receivers: str, given: dict[str, str]) -> dict[str, str]:
    """A letter from the first word to the axis: written, signed, sealed, and issued by the registry."""
    from congso.domains.documents.services.outgoing import Outside, issue_document

    written = write_and_seal(given=given)
    outside = [Outside(*line.split("|")) for line in receivers]
    issue_document(actor=actor_named("vanthu"), document_id=UUID(written["id"]), seen_seq=None, outside=outside)
    return written


def work_on() -> dict[str, list[str]]:
    """Bring everything that came over the axis one step further: registered, assigned, given to an officer, finished."""
    from congso.domains.documents.models import Document

    moved: dict[str, list[str]] = {}
    for document in Document.objects.filter(direction="in", incoming__channel="exchange").select_related("case").order_by("pk"):
        step = one_step(document)
        if step:
            moved.setdefault(step, []).append(document.number_text)
    return moved


def one_step(document: Any) -> str:
    from congso.domains.documents.services.incoming_registering import register_waiting
    from congso.domains.documents.services.incoming_routing import Routing, assign_officer, distribute, finish
    from congso.foundation.orgs.models import Unit, UnitFunction

    if document.state == "waiting":
        register_waiting(actor=actor_named("vanthu"), document_id=document.pk)
        return "03"
    if document.state == "received":
        office = Unit.objects.get(function=UnitFunction.OFFICE).pk
        distribute(actor=actor_named("lanhdao"), document_id=document.pk, seen_seq=None, routing=Routing("Giao Văn phòng tham mưu.", main_unit_id=office))
        return "04"
    if document.state == "in_work" and document.case.holder_id is None:
        assign_officer(actor=actor_named("truongphong"), case_id=document.case_id, seen_seq=None, holder_id=actor_named("chuyenvien").account_id)
        return "05"
    if document.state == "in_work":
        finish(actor=actor_named("chuyenvien"), case_id=document.case_id, seen_seq=None, result="Đã thực hiện.")
        return "06"
    return ""


def recall(document_id: str, given: dict[str, str]) -> dict[str, str]:
    """The registry recalls an issued document."""
    from congso.domains.documents.services.outgoing import recall_document

    recall_document(actor=actor_named("vanthu"), document_id=UUID(document_id), reason=given["reason"])
    return {"recalled": document_id}


def agree() -> dict[str, int]:
    """The registry agrees to everything that senders ask back."""
    from congso.domains.documents.facade import Demand, answer_demand

    demands = list(Demand.objects.filter(answered_at=None).values_list("pk", flat=True))
    for demand_id in demands:
        answer_demand(actor=actor_named("vanthu"), demand_id=demand_id, is_agreed=True)
    return {"agreed": len(demands)}


def sheet() -> list[dict[str, str]]:
    """The delivery sheets of what was sent over the axis."""
    from congso.domains.documents.models import Delivery

    rows = Delivery.objects.filter(way="axis").select_related("document").order_by("pk")
    return [{"document": row.document.number_text, "id": str(row.document_id), "to": row.code, "state": row.state, "words": str(row.get_state_display())} for row in rows]


def arrivals() -> list[dict[str, str]]:
    """What came over the axis."""
    from congso.domains.documents.models import Document

    rows = Document.objects.filter(direction="in", incoming__channel="exchange").select_related("incoming").order_by("pk")
    return [{"id": str(row.pk), "number": row.number_text, "from": row.incoming.sender_code, "state": row.state, "words": str(row.get_state_display()),
             "arrival": row.incoming.arrival_text} for row in rows]  # fmt: skip


WORKS: dict[str, Callable[..., Any]] = {
    "write_and_seal": write_and_seal, "write_and_issue": write_and_issue, "work_on": work_on, "recall": recall, "agree": agree, "sheet": sheet, "arrivals": arrivals,
}  # fmt: skip
