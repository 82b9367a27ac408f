"""What changed between two versions of a draft, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.body_blocks import tidy

LABELS: dict[str, str | Promise] = {
    "type_code": _("Tên loại"), "subject": _("Trích yếu"), "addressees": _("Kính gửi"), "grounds": _("Căn cứ"),
    "body": _("Nội dung"), "recipients": _("Nơi nhận"), "signer_name": _("Người ký"), "signer_power": _("Thẩm quyền ký"), "authority": _("Thẩm quyền ban hành"),
    "second": _("Người ký thứ hai"), "signed_for": _("Ký thay, thay mặt cho"), "collective": _("Tập thể ghi phía trên"), "position": _("Chức vụ"),
    "urgency": _("Mức độ khẩn"), "arrive_by": _("Phải đến nơi trước"), "circulation": _("Phạm vi lưu hành"), "mark": _("Ký hiệu người soạn thảo"), "confirmation": _("Ô xác nhận ở cuối văn bản"), "with_address": _("Địa chỉ cơ quan ở chân trang đầu"),
    "upload_name": _("Tệp PDF"), "files": _("Phụ lục, tệp kèm theo"),
}  # fmt: skip
_WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A run of words: kept (``""``), put in (``ins``) or taken out (``del``)."""

    kind: str
    text: str


def _text(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def compare(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, list[Piece]]]:
    """(label, pieces) of every field that differs; rows of tables without what only lines them up."""
    texts = {name: (tidy(_text(before.get(name))), tidy(_text(after.get(name)))) for name in LABELS}
    return [(str(LABELS[name]), list(pieces(*both))) for name, both in texts.items() if both[0] != both[1]]


def pieces(before: str, after: str) -> Iterator[Piece]:
    """The words of both, told apart."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("", "".join(old[a:b]))
            continue
        if b > a:
            yield Piece("del", "".join(old[a:b]))
        if d > c:
            yield Piece("ins", "".join(new[c:d]))
