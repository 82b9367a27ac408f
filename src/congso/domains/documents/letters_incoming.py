"""Default words of the letters to outside senders of documents coming in; the office may change them by dated rows."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.foundation.notifications.wordings import Kind

_FIELDS: dict[str, str | Promise] = {
    "number": _("số, ký hiệu"), "day": _("ngày văn bản"), "subject": _("trích yếu"), "agency": _("cơ quan nhận"),
    "arrival": _("số đến"), "reason": _("lý do"),
}  # fmt: skip
_SAMPLES = {"number": "215/CV-ABC", "day": "22/11/2026", "subject": "đề nghị cấp số liệu", "agency": "Ủy ban nhân dân phường Cao Lãnh",
            "arrival": "15", "reason": "Thư không kèm văn bản có chữ ký"}  # fmt: skip

REGISTERED = Kind(
    "arrival-registered", _("Báo đã nhận văn bản gửi qua thư điện tử"), "Đã nhận văn bản {number}",
    "Kính gửi Quý cơ quan,\n\n{agency} đã nhận và vào sổ văn bản số {number} ngày {day}: {subject}.\nSố đến: {arrival}.\n\n"
    "Thư này được gửi tự động.",
    _FIELDS, mandatory=True, samples=_SAMPLES,
)  # fmt: skip
SENT_BACK = Kind(
    "arrival-sent-back", _("Trả lại văn bản gửi qua thư điện tử"), "Trả lại văn bản {number}",
    "Kính gửi Quý cơ quan,\n\n{agency} trả lại văn bản số {number} ngày {day}: {subject}.\nLý do: {reason}\n\n"
    "Đề nghị Quý cơ quan kiểm tra, gửi lại.",
    _FIELDS, mandatory=True, samples=_SAMPLES,
)  # fmt: skip
