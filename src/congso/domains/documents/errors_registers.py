"""What the further registers refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class LoanAskedAlready(Conflict):
    """One person asks for a document once at a time."""

    code = "copy_loan_asked"
    message = _("Bạn đã đề nghị hoặc đang giữ bản lưu của văn bản này.")


class LoanMoved(Conflict):
    """A loan goes step by step: asked, allowed, lent, returned."""

    code = "copy_loan_moved"
    message = _("Lượt sử dụng bản lưu này đang ở bước «%(state)s», chưa hoặc không còn làm được việc này.")


class NotByPost(Conflict):
    """The document reached its receiver otherwise."""

    code = "not_by_post"
    message = _("Văn bản này không gửi qua bưu điện.")


class YearNotOpenable(InvalidInput):
    """Books are opened for this year, or the next at its end."""

    code = "year_not_openable"
    message = _("Chỉ mở sổ của năm nay, hoặc của năm sau từ tháng 12.")


class YearRunning(InvalidInput):
    """A year's books are closed when it is over."""

    code = "year_running"
    message = _("Năm %(year)s chưa hết nên chưa khóa sổ được.")


class YearUnfinished(Conflict):
    """Numbers were given to documents that were not issued: the person says that it shall be closed all the same."""

    code = "year_unfinished"
    message = _("Còn %(count)s số đã cấp cho văn bản chưa phát hành. Phát hành hoặc hủy số, hoặc đánh dấu xác nhận rồi khóa lại.")
