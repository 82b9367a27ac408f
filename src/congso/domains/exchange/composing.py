"""What a message says: gathered as plain values inside the transaction, made into edXML when it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.documents.facade import (
    Delivery,
    Direction,
    Document,
    RelationKind,
    codes_that_have,
    facts_for_exchange,
    type_name,
)
from congso.domains.exchange.answering import answered_messages, task_code_of
from congso.domains.exchange.heading import PLAIN, STEERING, steering_of
from congso.domains.exchange.hours import with_hour
from congso.domains.exchange.keys import SystemKey
from congso.foundation.edxml.facade import (
    Business,
    BusinessType,
    DocumentMessage,
    Organ,
    OtherInfo,
    ReceiverChange,
    Replacement,
    ResponseFor,
    SignerInfo,
    Staff,
    StatusCode,
    StatusMessage,
    TraceHop,
    make_document_id,
)
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.models import Unit
from congso.foundation.orgs.queries import tree

ADMINISTRATIVE = "2"
"""``DocumentType/Type`` of administrative documents (unverified in the standard's text; so in what is seen in the field)."""


def organ_values(unit_id: int) -> dict[str, str]:
    """Our agency as a message names it."""
    return dict(_organ_values(unit_id, clock.today()))


@remembered(largest=256)
def _organ_values(unit_id: int, _today: date) -> dict[str, str]:
    node, unit = tree().get(unit_id), Unit.objects.get(pk=unit_id)
    above = tree().nodes.get(node.parent_id) if node.parent_id else None
    return {"organ_id": unit.identifier, "in_charge": above.identifier if above else unit.identifier, "name": node.name,
            "address": unit.address, "email": unit.email, "telephone": unit.phone, "fax": "", "website": ""}  # fmt: skip


def document_key(document: Document) -> str:
    """DocumentId of a document: the agency's code, its day, its number and symbol."""
    return make_document_id(document.issuer_code, document.issued_on or date.min, document.number_text)


def document_values(document: Document, deliveries: Sequence[Delivery], *, at: datetime, actor: Actor, is_further: bool) -> dict[str, Any]:
    """All that the message of an issued document says (Phụ lục VI of NĐ 30/2020; QCVN 102:2016/BTTTT)."""
    facts = facts_for_exchange(document)
    replaced = _replaced(document, facts["relations"], {each.code for each in deliveries})
    amended = [target for kind, target in facts["relations"] if kind in {RelationKind.CORRECTS, RelationKind.AMENDS}
               and target.agency_id == document.agency_id]  # fmt: skip
    asked = [target for kind, target in facts["relations"] if kind == RelationKind.ANSWERS and target.direction == Direction.INCOMING]
    answered = answered_messages([each.pk for each in asked])
    business = BusinessType.NEW
    if is_further or amended:
        business = BusinessType.UPDATE
    elif replaced:
        business = BusinessType.REPLACEMENT
    return {
        "business": str(business), "business_document": document_key(amended[0]) if amended and not is_further else document_key(document),
        "reason": str(business.label), "sender": organ_values(document.agency_id), "at": at.isoformat(), "number": document.number_text.partition("/")[0],
        "receivers": [{"organ_id": each.code, "name": each.name, "email": each.email} for each in deliveries],
        "symbol": document.number_text.partition("/")[2], "number_text": document.number_text, "issued_on": str(document.issued_on), "place": facts["place"],
        "type_name": type_name(document.type_code) or "Công văn", "subject": document.subject, "signer": document.signer_name,
        "position": document.signer_title or facts["position"], "competence": document.signer_power, "urgency": document.urgency, "arrive_by": document.arrive_by.isoformat() if document.arrive_by else "",
        "due_on": str(document.due_on) if document.due_on else "", "sphere": document.circulation, "copies": facts["copies"],
        "pages": document.pages, "typer": facts["mark"], "to_places": facts["recipients"], "staff": _staff(actor),
        "files": facts["files"], "is_further": is_further, "replaces": list(replaced), "replaced_at": replaced,
        "answers": [_answer(target) for target in asked], "steering": steering_of(document.type_code, answered),
        "task": task_code_of(document, answered, answers=bool(asked)), "appendixes": [name for _key, name in facts["files"]],
    }  # fmt: skip


def withdrawal_values(document: Document, delivery: Delivery, *, at: datetime, actor: Actor, reason: str) -> dict[str, Any]:
    """The update that takes one receiver away."""
    values = document_values(document, [delivery], at=at, actor=actor, is_further=True)
    return values | {"reason": reason, "is_withdrawal": True}


def _replaced(document: Document, relations: Sequence[tuple[str, Document]], codes: set[str]) -> dict[str, list[str]]:
    """Which documents it replaces at which of these receivers: those who have them. For the others it is new."""
    ours = [target for kind, target in relations if kind == RelationKind.REPLACES and target.agency_id == document.agency_id]
    having = codes_that_have([each.pk for each in ours]) if ours else {}
    found = {document_key(each): sorted(having.get(each.pk, set()) & codes) for each in ours}
    return {key: at for key, at in found.items() if at}


def _answer(target: Document) -> dict[str, str]:
    code = target.issuer_code or target.incoming.sender_code
    return {"organ_id": code, "code": target.number_text, "on": str(target.issued_on or ""),
            "document_id": make_document_id(code, target.issued_on, target.number_text) if target.issued_on else ""}  # fmt: skip


def _staff(actor: Actor) -> dict[str, str]:
    seat = actor.main_seat
    return {"department": tree().name(seat.unit_id) if seat else "", "name": actor.name}


def status_values(*, code: str, at: datetime, sender: dict[str, str], about: dict[str, str], description: str, actor: Actor,
                  to: Iterable[str] = ()) -> dict[str, Any]:  # fmt: skip
    """All that a status says (QĐ 28/2018/QĐ-TTg): of which document, what, when, by whom."""
    return {"code": code, "at": at.isoformat(), "sender": sender, "about": about, "description": description, "staff": _staff(actor), "to": list(to)}


def status_of(code: str) -> StatusCode:
    """The status with this code; raises StopIteration for none."""
    return next(each for each in StatusCode if each.value == code)


def _moment(values: dict[str, Any]) -> datetime:
    return clock.local(datetime.fromisoformat(values["at"])).replace(microsecond=0)


def _organ(values: dict[str, str]) -> Organ:
    return Organ(**values)


def _staff_of(values: dict[str, Any]) -> Staff:
    return Staff(department=values["staff"]["department"], department_id="", name=values["staff"]["name"], staff_id="", email="", mobile="")


def document_message(values: dict[str, Any]) -> DocumentMessage:
    """The message of gathered values."""
    issued_on = date.fromisoformat(values["issued_on"])
    sender = _organ(values["sender"])
    return DocumentMessage(
        sender=sender, receivers=tuple(_organ(each) for each in values["receivers"]),
        document_id=make_document_id(sender.organ_id or "", issued_on, values["number_text"]), code_number=values["number"],
        code_notation=values["symbol"], place=values["place"], promulgated_on=issued_on, type=ADMINISTRATIVE, type_detail="0",
        type_name=values["type_name"], subject=values["subject"], content=with_hour(values["subject"], values.get("arrive_by", "")),
        signer=SignerInfo(competence=values["competence"], position=values["position"], full_name=values["signer"]),
        due_on=date.fromisoformat(values["due_on"]) if values["due_on"] else None,
        other=OtherInfo(priority=str(values["urgency"]), sphere=values["sphere"], typer=values["typer"], amount=str(values["copies"]),
                        pages=str(values["pages"] or ""), direction="true" if values.get("steering") == STEERING else "false", appendixes=tuple(values.get("appendixes", ()))),
        response_for=tuple(_response_for(each) for each in values["answers"]), steering_type=values.get("steering", PLAIN),
        response_for_task=values.get("task") or None,
        to_places=tuple(values["to_places"]), business=_business(values),
        trace=(TraceHop(organ_id=sender.organ_id, timestamp=_moment(values)),),
    )  # fmt: skip


def _response_for(values: dict[str, str]) -> ResponseFor:
    on = date.fromisoformat(values["on"]) if values["on"] else None
    return ResponseFor(organ_id=values["organ_id"], code=values["code"], document_id=values["document_id"], promulgated_on=on)


def _business(values: dict[str, Any]) -> Business:
    kind = next(each for each in BusinessType if each.value == values["business"])
    change = "0" if values.get("is_withdrawal") else "1"
    everybody = [each["organ_id"] for each in values["receivers"]]
    added = tuple(ReceiverChange(organ_id=each["organ_id"], type=change) for each in values["receivers"]) if values["is_further"] else ()
    return Business(
        document_id=values["business_document"] if kind == BusinessType.UPDATE else None, type=kind, reason=values["reason"], paper="0",
        document_info=("0" if values["is_further"] else "1") if kind == BusinessType.UPDATE else None,
        document_receiver=("1" if values["is_further"] else "0") if kind == BusinessType.UPDATE else None,
        receivers=added, staff=_staff_of(values),
        replacements=tuple(Replacement(document_id=each, organ_ids=tuple(values.get("replaced_at", {}).get(each) or everybody)) for each in values["replaces"]),
    )  # fmt: skip


def status_message(values: dict[str, Any]) -> StatusMessage:
    """The status of gathered values."""
    return StatusMessage(
        sender=_organ(values["sender"]), response_for=_response_for(values["about"]), staff=_staff_of(values), code=status_of(values["code"]),
        description=values["description"], timestamp=_moment(values),
    )  # fmt: skip


def algorithm(key: SystemKey | None, *, use_sha1: bool) -> Literal["sha256", "sha1"]:
    """Over which hash messages are signed."""
    return "sha1" if key is not None and use_sha1 else "sha256"
