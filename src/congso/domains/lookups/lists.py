"""The shared lists that may be kept here: by source and code, in the words of the office."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from congso.domains.lookups.clients.categories import LISTS
from congso.domains.lookups.enums import ListSource


@dataclass(frozen=True)
class ListName:
    """A list: where it comes from, its code there, what people call it."""

    source: str
    code: str
    label: str | Promise

    @property
    def key(self) -> str:
        """As it stands in addresses and rows."""
        return f"{self.source}-{self.code}"


_OWN = (
    ListName(ListSource.CIVIL, "1", _("Quốc tịch (hộ tịch)")), ListName(ListSource.CIVIL, "2", _("Quốc gia (hộ tịch)")),
    ListName(ListSource.CIVIL, "3", _("Dân tộc (hộ tịch)")), ListName(ListSource.CIVIL, "4", _("Địa danh (hộ tịch)")),
    ListName(ListSource.CIVIL, "5", _("Giấy tờ tùy thân (hộ tịch)")),
    ListName(ListSource.JUDICIAL, "1", _("Đơn vị hành chính (lý lịch tư pháp)")), ListName(ListSource.JUDICIAL, "2", _("Quốc tịch (lý lịch tư pháp)")),
    ListName(ListSource.JUDICIAL, "3", _("Dân tộc (lý lịch tư pháp)")), ListName(ListSource.JUDICIAL, "4", _("Cơ quan (lý lịch tư pháp)")),
    ListName(ListSource.JUDICIAL, "5", _("Đơn vị (lý lịch tư pháp)")),
)  # fmt: skip
_LEVELS = {
    "qlvanbandieuhanhcap": _("Cơ quan quản lý văn bản điều hành cấp"), "donvihanhchinhcap": _("Đơn vị hành chính cấp"),
    "mabuuchinhcap": _("Mã bưu chính cấp"), "giaoducdaotaovncap": _("Giáo dục, đào tạo cấp"),
}  # fmt: skip
_NAMES = {
    "madantoc": _("Dân tộc"), "matongiao": _("Tôn giáo"), "magioitinh": _("Giới tính"), "manhommau": _("Nhóm máu"), "maquocgia": _("Quốc gia"),
    "matinhtranghonnhan": _("Tình trạng hôn nhân"), "machucdanh": _("Chức danh"), "mabacluong": _("Bậc lương"), "mabangluong": _("Bảng lương"),
    "manhomluong": _("Nhóm lương"), "mahesoluong": _("Hệ số lương"), "mathiduakhenthuong": _("Thi đua, khen thưởng"),
    "maloaivanbantheoqdpl": _("Loại văn bản theo quy định pháp luật"), "matenvanbantheoqdpl": _("Tên văn bản theo quy định pháp luật"),
    "matenvanbanhanhchinh": _("Tên văn bản hành chính"), "dokhanvanban": _("Độ khẩn văn bản"),
}  # fmt: skip


def _label(code: str) -> str | Promise:
    """The name of a list; of those that come in levels with the level."""
    if code in _NAMES:
        return _NAMES[code]
    return format_lazy("{words} {level}", words=_LEVELS[code[:-1]], level=code[-1])


ALL: dict[str, ListName] = {each.key: each for each in (*(ListName(ListSource.SHARED, code, _label(code)) for code in LISTS), *_OWN)}
