"""Forms of the counter, of the books and of accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core.errors import InvalidInput
from congso.core.money import parse_money
from congso.foundation.orgs.choosing import UnitField
from congso.foundation.web.widgets import DateBox


class MoneyField(forms.CharField):
    """An amount in đồng as people type it; gives whole đồng."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=30, widget=forms.TextInput({"inputmode": "numeric"}), **options)

    def clean(self, value: Any) -> Any:
        """The amount."""
        try:
            return parse_money(super().clean(value))
        except InvalidInput as error:
            raise forms.ValidationError(str(error)) from error


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=500, widget=forms.Textarea({"rows": 2}))


class CashForm(forms.Form):
    """Who brings the money."""

    payer_name = forms.CharField(label=_("Người nộp tiền"), max_length=200)


class CancelReceiptForm(forms.Form):
    """Why a receipt is cancelled, and what becomes of it."""

    reason = _reason(_("Lý do hủy"))
    replace = forms.BooleanField(
        label=_("Lập biên lai thay thế (tiền vẫn giữ)"), required=False, initial=True,
        help_text=_("Bỏ chọn khi tiền được trả lại; khi đó hãy ghi nhận hoàn trả."))  # fmt: skip
    payer_name = forms.CharField(label=_("Người nộp tiền trên biên lai mới"), max_length=200, required=False)


class RefundForm(forms.Form):
    """What is given back, by which decision."""

    amount = MoneyField(label=_("Số tiền hoàn"))
    decision_number = forms.CharField(label=_("Số quyết định hoàn trả"), max_length=60)
    reason = _reason(_("Lý do"))


class SolutionForm(forms.Form):
    """How a difference was cleared up."""

    reason = _reason(_("Cách xử lý, lý do"))


class PeriodForm(forms.Form):
    """Which days and which unit."""

    tu = forms.DateField(label=_("Từ ngày"), widget=DateBox())
    den = forms.DateField(label=_("Đến ngày"), widget=DateBox())

    def __init__(self, *args: Any, allowed: frozenset[int] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["don_vi"] = UnitField(label=_("Đơn vị thu"), required=False, allowed=allowed)


class StatementForm(forms.Form):
    """A statement of a unit's account."""

    upload = forms.FileField(label=_("Tệp sao kê (CSV)"), widget=forms.FileInput({"accept": ".csv,.txt"}),
                             help_text=_("Các cột: ngày, số tiền, nội dung, mã giao dịch; dòng đầu là tên cột."))  # fmt: skip

    def __init__(self, *args: Any, allowed: frozenset[int] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(label=_("Tài khoản của đơn vị"), allowed=allowed)


class TakeStatementForm(forms.Form):
    """The statement seen in the preview, to be taken in now."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=2_000_000)

    def __init__(self, *args: Any, allowed: frozenset[int] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(allowed=allowed)


class AccountForm(forms.Form):
    """How a unit collects from a day on; nothing here could be checked against the treasury's rules."""

    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox())
    bank_bin = forms.CharField(label=_("Mã ngân hàng (BIN, 6 số)"), max_length=6, required=False, widget=forms.TextInput({"inputmode": "numeric"}),
                               help_text=_("Để trống cả ba ô tài khoản thì không hiện mã VietQR."))  # fmt: skip
    bank_name = forms.CharField(label=_("Tên ngân hàng"), max_length=120, required=False)
    account_number = forms.CharField(label=_("Số tài khoản thu"), max_length=25, required=False)
    account_name = forms.CharField(label=_("Tên tài khoản"), max_length=120, required=False)
    receipt_form = forms.CharField(
        label=_("Mẫu số biên lai"),
        max_length=30,
        required=False,
        help_text=_("Theo NĐ 123/2020/NĐ-CP và văn bản sửa đổi (chưa kiểm chứng)."),
    )
    receipt_series = forms.CharField(
        label=_("Ký hiệu biên lai"),
        max_length=20,
        required=False,
        help_text=_("Theo thông báo phát hành của đơn vị thu (chưa kiểm chứng)."),
    )
    days_to_pay = forms.IntegerField(
        label=_("Số ngày để nộp"),
        min_value=1,
        max_value=365,
        initial=10,
        help_text=_("Nộp sau đó vẫn nhận, nhưng ghi là nộp sau hạn (chưa có quy định kiểm chứng)."),
    )
    days_kept_open = forms.IntegerField(
        label=_("Số ngày giữ yêu cầu nộp"),
        min_value=1,
        max_value=730,
        initial=60,
        help_text=_("Hết số ngày này mà chưa nộp thì yêu cầu được đóng (chưa có quy định kiểm chứng)."),
    )

    field_order = ["unit_id", "valid_from"]

    def __init__(self, *args: Any, allowed: frozenset[int] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"] = UnitField(label=_("Đơn vị thu"), allowed=allowed)
        self.order_fields(self.field_order)
