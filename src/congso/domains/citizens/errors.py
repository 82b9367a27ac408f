"""What the login of citizens refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class LoginFailed(Conflict):
    """The identity provider's answer does not hold; nobody is logged in."""

    code = "login_failed"
    message = _("Chưa đăng nhập được: %(reason)s Xin thử lại.")


class NoProvider(Conflict):
    """No identity provider is set up for this installation."""

    code = "no_provider"
    message = _("Hệ thống chưa được nối với tài khoản định danh điện tử.")


class NumberMissing(Conflict):
    """The provider named neither a personal number nor a tax code."""

    code = "number_missing"
    message = _("Tài khoản định danh không có số định danh cá nhân hay mã số thuế.")


class MandateWrong(InvalidInput):
    """A mandate that cannot be: to oneself, twice, or ending before it begins."""

    code = "mandate_wrong"
    message = _("Không lập được: %(reason)s")


class MustBeTold(InvalidInput):
    """A citizen cannot refuse to be told what the law demands (supplement, refusal, apology, result)."""

    code = "must_be_told"
    message = _("Tin «%(kind)s» là bắt buộc; hãy giữ ít nhất một kênh nhận.")
