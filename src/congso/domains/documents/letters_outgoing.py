"""Default words of the letters with which documents go out; the office may change them by dated rows."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.foundation.notifications.wordings import Kind

_FIELDS: dict[str, str | Promise] = {
    "number": _("số, ký hiệu"), "day": _("ngày văn bản"), "agency": _("cơ quan ban hành"), "subject": _("trích yếu"),
}  # fmt: skip
_SAMPLES = {"number": "15/QĐ-UBND", "day": "22/11/2026", "agency": "Ủy ban nhân dân phường Cao Lãnh",
            "subject": "Về việc kiện toàn Tổ công nghệ số cộng đồng"}  # fmt: skip

ISSUED = Kind(
    "document-issued", _("Gửi văn bản đi qua thư điện tử"), "{number} ngày {day} của {agency}",
    "Kính gửi Quý cơ quan,\n\n{agency} gửi văn bản số {number} ngày {day}: {subject}.\nVăn bản đã ký số được gửi kèm thư này.\n\n"
    "Thư này được gửi tự động.",
    _FIELDS, mandatory=True, samples=_SAMPLES,
)  # fmt: skip
RECALLED = Kind(
    "document-recalled", _("Báo thu hồi văn bản"), "Thu hồi văn bản {number} ngày {day} của {agency}",
    "Kính gửi Quý cơ quan,\n\n{agency} thu hồi văn bản số {number} ngày {day}: {subject}.\nLý do: {reason}\n\n"
    "Đề nghị Quý cơ quan hủy bỏ văn bản này trên hệ thống và thông báo lại.",
    _FIELDS | {"reason": _("lý do")}, mandatory=True, samples=_SAMPLES | {"reason": "Ban hành nhầm thẩm quyền"},
)  # fmt: skip
