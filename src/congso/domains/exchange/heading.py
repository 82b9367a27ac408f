"""What the heading of a document says beside the columns of our own row: kept with its message, shown on the document's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from congso.core import clock
from congso.domains.exchange.models import Message
from congso.foundation.edxml.facade import DocumentMessage, ReceiverType, StatusMessage, SteeringType

STEERING, REPORT, PLAIN = str(SteeringType.STEERING), str(SteeringType.STEERING_REPORT), str(SteeringType.NOT_STEERING)
STEERING_TYPES = frozenset({"CT", "CĐ"})
"""Types of documents that direct their receivers (chỉ thị, công điện)."""
MOST, LONGEST = 50, 300


def said_of(message: DocumentMessage | StatusMessage, passed: Sequence[Sequence[str]] = ()) -> dict[str, Any]:
    """The facts worth keeping, by short names; nothing for a status, nothing empty."""
    if not isinstance(message, DocumentMessage):
        return {}
    other, business = message.other, message.business
    found: dict[str, Any] = {
        "steering": message.steering_type, "direction": other.direction if other else "", "sphere": other.sphere if other else "",
        "appendixes": [_short(each) for each in (other.appendixes if other else ())[:MOST]],
        "task": message.response_for_task, "application": message.application_type,
        "answers": [[_short(each.organ_id), _short(each.code)] for each in message.response_for[:MOST]],
        "receivers": [[_short(each.organ_id), _short(each.type)] for each in (business.receivers if business else ())[:MOST]],
        "trace": [[_short(each.organ_id), each.timestamp.isoformat() if each.timestamp else ""] for each in message.trace[:MOST]],
        "passed": [list(each) for each in passed[:MOST]],
    }  # fmt: skip
    return {name: _short(value) if isinstance(value, str) else value for name, value in found.items() if value}


def _short(text: str | None) -> str:
    return (text or "").strip()[:LONGEST]


@dataclass(frozen=True)
class Line:
    """A fact as it is shown; ``task`` is the code of a task, to be linked where it is one of ours."""

    label: str
    value: str
    task: str = ""


def lines_of(said: dict[str, Any]) -> list[Line]:
    """What was kept, in words; values that are always there and say nothing are left out."""
    steering = {str(each): str(each.label) for each in SteeringType}.get(said.get("steering", ""), said.get("steering", ""))
    found = [
        Line(_("Loại chỉ đạo"), steering if said.get("steering") != PLAIN else ""),
        Line(_("Văn bản chỉ đạo"), _("có") if said.get("direction", "").lower() == "true" else ""),
        Line(_("Trả lời nhiệm vụ"), said.get("task", ""), said.get("task", "")),
        Line(_("Trả lời văn bản"), "; ".join(" ".join(filter(None, (code, f"({organ})" if organ else ""))) for organ, code in said.get("answers", []))),
        Line(_("Phạm vi lưu hành"), said.get("sphere", "")), Line(_("Phụ lục"), "; ".join(said.get("appendixes", []))),
        Line(_("Loại ứng dụng"), said.get("application", "")),
        Line(_("Nơi gửi thêm nơi nhận"), _codes(said, ReceiverType.ADDED)), Line(_("Nơi gửi bỏ nơi nhận"), _codes(said, ReceiverType.REMOVED)),
        Line(_("Đường đi"), " → ".join(dict.fromkeys(_hop(*each) for each in [*said.get("trace", []), *said.get("passed", [])]))),
    ]  # fmt: skip
    return [each for each in found if each.value]


def _codes(said: dict[str, Any], kind: ReceiverType) -> str:
    return ", ".join(code for code, type_ in said.get("receivers", []) if type_ == kind)


def _hop(code: str, at: str) -> str:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return code
    return f"{code} ({clock.local(moment):%H:%M, %d/%m/%Y})" if moment.tzinfo else f"{code} ({moment:%H:%M, %d/%m/%Y})"


def steering_of(type_code: str, answered: list[Message]) -> str:
    """SteeringType of a document of ours: it directs by its type, or reports on what directed us, or neither."""
    if type_code in STEERING_TYPES:
        return STEERING
    return REPORT if any(each.said.get("steering") == STEERING for each in answered) else PLAIN
