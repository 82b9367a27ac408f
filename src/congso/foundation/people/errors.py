"""What the register of people refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class UsernameTaken(InvalidInput):
    """User names are given once."""

    code = "username_taken"
    message = _("Tên đăng nhập %(username)s đã có người dùng.")


class UsernameNotFit(InvalidInput):
    """User names are small Latin letters, digits, points, hyphens."""

    code = "username_not_fit"
    message = _("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch ngang; từ 3 ký tự.")


class OwnAccount(Conflict):
    """Nobody locks themselves out."""

    code = "own_account"
    message = _("Không tự khóa tài khoản của chính mình.")


class NoManagerLeft(Conflict):
    """Somebody must remain who can manage people."""

    code = "no_manager_left"
    message = _(
        "Phải còn ít nhất một người đang hoạt động có quyền quản lý người, vị trí, quyền trên toàn tỉnh."
    )


class AlreadyInState(Conflict):
    """The account already is so."""

    code = "account_already_so"
    message = _("Tài khoản đã ở trạng thái này.")


class AccountLocked(Conflict):
    """A locked account takes no position."""

    code = "account_locked"
    message = _("Tài khoản đang bị khóa.")


class AlreadyAppointed(InvalidInput):
    """The person already holds such a seat at that time."""

    code = "already_appointed"
    message = _("%(name)s đã giữ vai trò này tại đơn vị trong thời gian đó.")


class PositionUnitMissing(InvalidInput):
    """The unit does not exist on that day."""

    code = "position_unit_missing"
    message = _("Đơn vị không hoạt động vào ngày %(day)s.")


class PositionOccupied(Conflict):
    """Somebody still sits there."""

    code = "position_occupied"
    message = _("Vị trí còn người giữ (%(name)s); hãy kết thúc việc bổ nhiệm trước.")


class EndBeforeStart(InvalidInput):
    """It cannot end before it began."""

    code = "end_before_start"
    message = _("Ngày kết thúc phải sau ngày bắt đầu (%(day)s).")


class AlreadyEnded(Conflict):
    """It has ended."""

    code = "already_ended"
    message = _("Việc này đã kết thúc từ trước.")


class RoleCodeTaken(InvalidInput):
    """Role codes are given once."""

    code = "role_code_taken"
    message = _("Mã vai trò %(role)s đã có.")


class UnknownRight(InvalidInput):
    """There is no such right."""

    code = "unknown_right"
    message = _("Không có quyền %(right)s.")


class DelegationFaulty(InvalidInput):
    """The dates or the people do not make a delegation."""

    code = "delegation_faulty"
    message = _("Chưa ủy quyền được: %(reason)s")
