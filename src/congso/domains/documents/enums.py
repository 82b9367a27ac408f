"""Sorts and states of official documents (NĐ 30/2020)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Which way a document goes."""

    OUTGOING = "out", _("Văn bản đi")
    INCOMING = "in", _("Văn bản đến")


class Urgency(models.IntegerChoices):
    """Mức độ khẩn; numbers as the exchange has them (QCVN 102:2016)."""

    NORMAL = 0, _("Thường")
    URGENT = 1, _("Khẩn")
    VERY_URGENT = 2, _("Thượng khẩn")
    FLASH = 3, _("Hỏa tốc")
    FLASH_AT_HOUR = 4, _("Hỏa tốc hẹn giờ")


class Power(models.TextChoices):
    """By what power somebody signs (NĐ 30/2020, Điều 13); printed before the position."""

    OWN = "", _("Ký trực tiếp")
    ON_BEHALF = "TM.", _("Thay mặt tập thể (TM.)")
    ACTING = "Q.", _("Quyền (Q.)")
    FOR = "KT.", _("Ký thay (KT.)")
    BY_ORDER = "TL.", _("Thừa lệnh (TL.)")
    DELEGATED = "TUQ.", _("Thừa ủy quyền (TUQ.)")


class Authority(models.TextChoices):
    """Who issues a decision: the agency as a collective, or its head (NĐ 30/2020, Phụ lục III, form 1.2)."""

    AGENCY = "agency", _("Cơ quan, tập thể lãnh đạo")
    HEAD = "head", _("Người đứng đầu cơ quan")


class RelationKind(models.TextChoices):
    """How one document stands to another."""

    ANSWERS = "answers", _("Trả lời")
    BASED_ON = "based_on", _("Căn cứ")
    REPLACES = "replaces", _("Thay thế")
    AMENDS = "amends", _("Sửa đổi, bổ sung")
    CORRECTS = "corrects", _("Đính chính")
    RECALLS = "recalls", _("Thu hồi")
    COPY_OF = "copy_of", _("Bản sao của")
    ANNEX_OF = "annex_of", _("Ban hành kèm theo")
    RELATED = "related", _("Liên quan")


LINKED = frozenset({RelationKind.BASED_ON, RelationKind.RELATED, RelationKind.ANNEX_OF, RelationKind.COPY_OF})
"""Relations that may be named and taken back at any time: they change nothing at the other document."""


class State(models.TextChoices):
    """Where a document stands, whichever way it goes."""

    DRAFT = "draft", _("Dự thảo")
    SIGNING = "signing", _("Đã cấp số, chờ ký, đóng dấu")
    ISSUED = "issued", _("Đã phát hành")
    WAITING = "waiting", _("Chờ đăng ký đến")
    RECEIVED = "received", _("Đã đăng ký đến")
    IN_WORK = "in_work", _("Đang giải quyết")
    DONE = "done", _("Đã giải quyết xong")
    SENT_BACK = "sent_back", _("Đã trả lại nơi gửi")
    RECALLED = "recalled", _("Đã thu hồi")
    REPLACED = "replaced", _("Đã bị thay thế")
    CANCELLED = "cancelled", _("Đã hủy")
