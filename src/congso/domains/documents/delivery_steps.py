"""How far a document has come at a receiver: the same steps whether they are told over the exchange or inside the system."""

from __future__ import annotations

from congso.domains.documents.enums_outgoing import DeliveryState, DeliveryWay
from congso.domains.documents.models import Delivery

AGREED, KEPT = "15", "16"
"""Answers to a recall or a replacement (QĐ 28/2018/QĐ-TTg)."""
_STATES = {
    "01": DeliveryState.ARRIVED, "02": DeliveryState.REFUSED, "03": DeliveryState.RECEIVED, "04": DeliveryState.ASSIGNED,
    "05": DeliveryState.IN_WORK, "06": DeliveryState.DONE,
}  # fmt: skip
_RECALL = frozenset({DeliveryState.RECALL, DeliveryState.KEPT})
_REPLACE = frozenset({DeliveryState.REPLACE, DeliveryState.UNREPLACED})
"""What stands while an answer is awaited, and after one that refused."""
_ORDER = [DeliveryState.FAILED, DeliveryState.QUEUED, DeliveryState.SENT, DeliveryState.ARRIVED, DeliveryState.RECEIVED, DeliveryState.ASSIGNED,
          DeliveryState.IN_WORK, DeliveryState.DONE]  # fmt: skip
_ENDED = frozenset({DeliveryState.REFUSED, DeliveryState.RECALLED, DeliveryState.REPLACED})


_WITHDRAWN = frozenset({DeliveryState.SENT, DeliveryState.ARRIVED, DeliveryState.RECEIVED, DeliveryState.ASSIGNED, DeliveryState.IN_WORK, DeliveryState.KEPT})
"""From which an agency outside may be asked to have a document no longer."""


def may_withdraw(delivery: Delivery) -> bool:
    """Whether a receiver may be taken back: one that the axis has brought it to and that has not dealt with it."""
    return delivery.way == DeliveryWay.AXIS and delivery.state in _WITHDRAWN


def state_after(state: DeliveryState, code: str) -> DeliveryState:
    """Where a report that moves on brings a line of the delivery sheet."""
    if code == AGREED:
        return DeliveryState.REPLACED if state in _REPLACE else DeliveryState.RECALLED
    if code == KEPT:
        return DeliveryState.UNREPLACED if state in _REPLACE else DeliveryState.KEPT
    return _STATES[code]


def moves_on(state: DeliveryState, code: str) -> bool:
    """Whether a report moves the state on: 01 → 02 or 03 → 04 → 05 → 06; 15 and 16 only answer a recall or a replacement."""
    if state in _ENDED:
        return False
    if code in {AGREED, KEPT}:
        return state in _RECALL | _REPLACE
    if code == "02":
        return state in {DeliveryState.QUEUED, DeliveryState.SENT, DeliveryState.ARRIVED, DeliveryState.FAILED}
    if state not in _ORDER:
        return state in {DeliveryState.KEPT, DeliveryState.UNREPLACED} and code != "01"
    return _ORDER.index(_STATES[code]) > _ORDER.index(state)
