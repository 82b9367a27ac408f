"""Every right by its name on the screens: what the rights editor lists.

Rooms above add theirs by ``register_action`` in ``apps.ready()``; those every installation has stand here.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class RightName:
    """A right as people read it: its group on the screen and its words."""

    code: str
    group: Text
    label: Text


_COUNTER, _CASES, _CATALOGUE, _ADMIN = (
    _("Một cửa, hồ sơ"),
    _("Xử lý công việc"),
    _("Thủ tục, quy trình"),
    _("Quản trị"),
)
_known: dict[str, RightName] = {}


def register_action(code: str, group: Text, label: Text) -> None:
    """Give a right its words; the last one to speak is heard."""
    _known[code] = RightName(code, group, label)


for _code, _group, _label in (
    ("dossiers.receive", _COUNTER, _("Tiếp nhận hồ sơ")),
    ("dossiers.return_result", _COUNTER, _("Trả kết quả")),
    ("dossiers.extend", _COUNTER, _("Gia hạn thời gian giải quyết")),
    ("dossiers.apologise", _COUNTER, _("Phát hành thư xin lỗi, hẹn lại")),
    ("fees.collect", _COUNTER, _("Thu phí, lệ phí tại quầy")),
    ("fees.manage", _COUNTER, _("Hủy biên lai, ghi nhận hoàn trả, đặt tài khoản thu")),
    ("fees.reconcile", _COUNTER, _("Đối soát phí, lệ phí")),
    ("parties.look_up", _COUNTER, _("Tra cứu người dân, tổ chức (có ghi mục đích)")),
    ("cases.see", _CASES, _("Xem công việc của đơn vị")),
    ("cases.assign", _CASES, _("Phân công, điều chuyển công việc")),
    ("cases.set_reminders", _CASES, _("Đặt lịch nhắc hạn")),
    ("reports.see", _CASES, _("Xem báo cáo, thống kê")),
    ("people.delegate", _CASES, _("Ủy quyền việc của chính mình")),
    ("people.delegate_unit", _CASES, _("Cử người trực thay trong đơn vị")),
    ("procedures.manage", _CATALOGUE, _("Quản lý danh mục thủ tục")),
    ("procedures.publish", _CATALOGUE, _("Công bố thủ tục")),
    ("processes.manage", _CATALOGUE, _("Ban hành quy trình nội bộ")),
    ("forms.manage", _CATALOGUE, _("Soạn, ban hành biểu mẫu điện tử")),
    ("orgs.manage", _ADMIN, _("Quản lý đơn vị")),
    ("people.manage", _ADMIN, _("Quản lý người, vị trí, quyền")),
    ("calendar.manage", _ADMIN, _("Quản lý lịch làm việc")),
    ("numbering.manage", _ADMIN, _("Quản lý sổ cấp số")),
    ("dossiers.set_check_time", _ADMIN, _("Đặt thời hạn kiểm tra hồ sơ trực tuyến")),
    ("dossiers.set_result_templates", _ADMIN, _("Soạn mẫu văn bản kết quả giải quyết")),
    ("citizens.manage", _ADMIN, _("Quản lý đăng nhập công dân, tổ công nghệ số")),
    ("notifications.manage", _ADMIN, _("Quản lý thông báo, tin nhắn")),
    ("audit.see", _ADMIN, _("Xem nhật ký hệ thống")),
):  # fmt: skip
    register_action(_code, _group, _label)


def rights_by_group() -> list[tuple[str, list[RightName]]]:
    """All rights, group by group, in the order in which they were named."""
    groups: dict[str, list[RightName]] = {}
    for right in _known.values():
        groups.setdefault(str(right.group), []).append(right)
    return list(groups.items())


def label_of(code: str) -> str:
    """What a right is called; its code when nobody named it."""
    return str(_known[code].label) if code in _known else code


def known_rights() -> list[str]:
    """The codes of all rights, in the order in which they were named."""
    return list(_known)


def is_known(code: str) -> bool:
    """Whether such a right exists."""
    return code in _known
