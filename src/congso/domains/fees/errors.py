"""What fees refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput, NotAllowed


class AlreadyPaid(Conflict):
    """The request was paid, by this way or another."""

    code = "already_paid"
    message = _("Khoản %(code)s đã được nộp.")


class NotDue(Conflict):
    """The request was cancelled; nothing is to be paid on it."""

    code = "payment_not_due"
    message = _("Khoản %(code)s không còn phải nộp.")


class NothingDue(Conflict):
    """There is no fee left to pay."""

    code = "nothing_due"
    message = _("Hồ sơ không còn khoản nào phải nộp.")


class BadSignature(NotAllowed):
    """A message came that the gateway did not sign, or signed too long ago."""

    code = "bad_signature"
    message = _("Thông báo không có chữ ký hợp lệ của cổng thanh toán.")


class BadMessage(InvalidInput):
    """A signed message that cannot be read."""

    code = "bad_payment_message"
    message = _("Không đọc được thông báo của cổng thanh toán: %(reason)s")


class GatewayDown(Conflict):
    """The gateway does not answer, or answers with an error."""

    code = "gateway_down"
    message = _("Cổng thanh toán chưa trả lời. Xin thử lại sau ít phút hoặc chọn cách nộp khác.")


class ContradictoryPayment(Conflict):
    """The same transaction number came again with another amount or for another request."""

    code = "contradictory_payment"
    message = _("Giao dịch %(number)s đã được ghi với nội dung khác.")


class ReasonNeeded(InvalidInput):
    """A cancellation, a refund or a solution without its reason."""

    code = "reason_needed"
    message = _("Hãy ghi rõ lý do.")


class ReceiptCancelled(Conflict):
    """The receipt was cancelled before."""

    code = "receipt_cancelled"
    message = _("Biên lai %(number)s đã hủy.")


class RefundTooLarge(InvalidInput):
    """More would be refunded than was paid."""

    code = "refund_too_large"
    message = _("Chỉ còn hoàn được tối đa %(most)s.")


class AlreadySolved(Conflict):
    """The difference was solved before; what was written stays."""

    code = "difference_solved"
    message = _("Chênh lệch này đã được xử lý.")


class NoDifference(Conflict):
    """The payment fits; there is nothing to solve."""

    code = "no_difference"
    message = _("Khoản nộp này khớp, không có chênh lệch để xử lý.")


class UnreadableStatement(InvalidInput):
    """The bank's statement has not the columns asked for."""

    code = "unreadable_statement"
    message = _("Không đọc được sao kê: %(reason)s")


class WrongAccount(InvalidInput):
    """Details of a bank account that cannot be."""

    code = "wrong_account"
    message = _("Thông tin tài khoản chưa đúng: %(reason)s")
