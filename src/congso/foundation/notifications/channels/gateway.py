"""SMS and Zalo through an HTTP gateway (brandname SMS, ZNS template messages) named by the environment.

``POST {gateway}/sms`` with ``to, text, sender``; ``POST {gateway}/zalo`` with ``phone, template_id, template_data,
tracking_id`` as ZNS has it. Both carry ``Authorization: Bearer`` and ``Idempotency-Key``; an answer is 2xx with
``{"error": 0}``. Which company's gateway a province uses is unknown (unverified): another shape is another adapter.
"""

from __future__ import annotations

from typing import Any

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.foundation.notifications.channels.registry import SMS, ZALO, NotTaken
from congso.foundation.notifications.models import Message

TIMEOUT = 8
"""Seconds for an answer of the gateway."""


def international(phone: str) -> str:
    """A Vietnamese number as gateways want it: 0912… becomes 84912…."""
    return "84" + phone[1:] if phone.startswith("0") else phone.removeprefix("+")


def _missing() -> list[str]:
    return [] if settings.CONGSO_MESSAGES["gateway"] else [_("Chưa đặt cổng gửi tin (CONGSO_SMS_GATEWAY).")]


def _post(path: str, message: Message, content: dict[str, Any]) -> None:
    wanted = settings.CONGSO_MESSAGES
    if not wanted["gateway"]:
        raise NotTaken("no gateway")
    headers = {"Authorization": f"Bearer {wanted['key']}", "Idempotency-Key": message.occasion}
    try:
        answer = requests.post(f"{wanted['gateway']}/{path}", json=content, headers=headers, timeout=TIMEOUT)
        answer.raise_for_status()
        said: dict[str, Any] = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise NotTaken(f"{type(error).__name__}: {error}") from error
    if said.get("error", 0) != 0:
        raise NotTaken(f"{said.get('error')}: {said.get('message', '')}")


class SmsChannel:
    """Tin nhắn SMS."""

    key = SMS
    label = gettext_lazy("Tin nhắn SMS")
    uses_phone = True

    def check_config(self) -> list[str]:
        """A gateway must be named."""
        return _missing()

    def deliver(self, message: Message) -> None:
        """Hand a short message to the gateway."""
        _post("sms", message, {
            "to": international(message.to_address), "text": message.body, "sender": settings.CONGSO_MESSAGES["sender"]})  # fmt: skip


class ZaloChannel:
    """Tin Zalo theo mẫu (ZNS): the template is registered with Zalo, only its fields are sent."""

    key = ZALO
    label = gettext_lazy("Tin nhắn Zalo")
    uses_phone = True

    def check_config(self) -> list[str]:
        """A gateway must be named; the numbers of templates stand in the wordings."""
        return _missing()

    def deliver(self, message: Message) -> None:
        """Hand the fields of a template to the gateway."""
        _post("zalo", message, {
            "phone": international(message.to_address), "template_id": message.subject, "template_data": lines_of(message.body),
            "tracking_id": message.occasion})  # fmt: skip


def lines_of(body: str) -> dict[str, str]:
    """The fields of a template: a line each, ``name: value``."""
    pairs = (line.partition(":") for line in body.splitlines() if ":" in line)
    return {name.strip(): value.strip() for name, _colon, value in pairs if name.strip()}
