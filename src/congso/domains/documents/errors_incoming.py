"""What this room refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput, NotAllowed


class SecretRefused(InvalidInput):
    """A document of state-secret grade was to be taken in (Luật Bảo vệ bí mật nhà nước)."""

    code = "secret_refused"
    message = _(
        "Văn bản có độ mật không được đưa vào hệ thống này. Chỉ ghi số, ngày và người giữ vào sổ riêng «Văn bản mật đến»."
    )


class DuplicateArrival(Conflict):
    """The same document (issuer, number, day) stands in the book already; the clerk may confirm that it is wanted twice."""

    code = "duplicate_arrival"
    message = _(
        "Văn bản %(number)s ngày %(day)s của %(issuer)s đã có trong sổ: số đến %(arrival)s. Nếu vẫn cần đăng ký, hãy đánh dấu xác nhận rồi lưu lại."
    )


class DayAhead(InvalidInput):
    """A document cannot have been issued, or have come, on a day that lies ahead."""

    code = "day_ahead"
    message = _("Ngày này chưa tới.")


class DueBehind(InvalidInput):
    """A time limit must lie ahead."""

    code = "due_behind"
    message = _("Thời hạn phải sau ngày hôm nay hoặc là hôm nay.")


class NobodyChosen(InvalidInput):
    """A document goes to at least one unit or person."""

    code = "nobody_chosen"
    message = _("Chưa chọn đơn vị hay người nào nhận văn bản.")


class TwoMains(InvalidInput):
    """Only one unit is responsible (chủ trì)."""

    code = "two_mains"
    message = _("Chỉ một đơn vị được chủ trì; các đơn vị khác chọn phối hợp hoặc nhận để biết.")


class NotWaiting(Conflict):
    """The document was registered or sent back already."""

    code = "not_waiting"
    message = _("Văn bản này đã được đăng ký hoặc đã trả lại nơi gửi.")


class AlreadyDistributed(Conflict):
    """Once it is being worked on it is answered, not sent back."""

    code = "already_distributed"
    message = _("Văn bản đã được phân phối để giải quyết nên không trả lại nơi gửi được nữa.")


class NotInWork(Conflict):
    """Only what is being worked on is given to another unit; before that it is distributed, afterwards it is done."""

    code = "not_in_work"
    message = _("Văn bản chưa được phân phối hoặc đã giải quyết xong nên không đổi đơn vị chủ trì được.")


class AnsweredAlready(Conflict):
    """The sender's demand was answered before."""

    code = "demand_answered"
    message = _("Đề nghị này đã được trả lời.")


class NotOnTheBooks(Conflict):
    """Only what stands registered and holds is corrected, added to or voided."""

    code = "not_on_the_books"
    message = _("Văn bản chưa vào sổ, đã giải quyết xong, hoặc đã trả lại, thu hồi, hủy nên không làm được việc này.")


class NothingChanged(InvalidInput):
    """A correction that changes nothing is none."""

    code = "nothing_changed"
    message = _("Chưa sửa gì so với sổ.")


class NotPassedDirectly(NotAllowed):
    """The head has not allowed the registry to pass documents on without a leader's word."""

    code = "not_passed_directly"
    message = _("Lãnh đạo cơ quan chưa cho phép văn thư chuyển thẳng văn bản đến; văn bản phải trình lãnh đạo.")


class AlreadyPassedOn(Conflict):
    """Somebody has distributed it meanwhile."""

    code = "already_passed_on"
    message = _("Văn bản này đã được phân phối.")


class MailUnreadable(InvalidInput):
    """The file is no e-mail, or it holds no document."""

    code = "mail_unreadable"
    message = _("Không đọc được thư: %(reason)s")
