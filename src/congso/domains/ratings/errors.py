"""What rating refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class NotReturnedYet(Conflict):
    """There is nothing to rate before the result is handed over."""

    code = "not_returned_yet"
    message = _("Hồ sơ %(number)s chưa trả kết quả; xin đánh giá sau khi nhận kết quả.")


class TooLateToChange(Conflict):
    """A rating stands after seven days."""

    code = "too_late_to_change"
    message = _("Đánh giá đã gửi quá %(days)s ngày, không đổi được nữa.")


class AlreadyRated(Conflict):
    """The dossier was rated at the counter before."""

    code = "already_rated"
    message = _("Hồ sơ này đã được đánh giá tại quầy.")


class LevelMissing(InvalidInput):
    """No face was pressed."""

    code = "level_missing"
    message = _("Hãy chọn một trong năm mức.")


class TooManyRatings(InvalidInput):
    """Somebody presses the tablet again and again."""

    code = "too_many_ratings"
    status = 429
    message = _("Máy vừa nhận nhiều đánh giá liên tiếp. Xin chờ một phút rồi thử lại.")


class NothingToModerate(Conflict):
    """The rating has no comment."""

    code = "nothing_to_moderate"
    message = _("Đánh giá này không có ý kiến để duyệt.")


class ReasonNeeded(InvalidInput):
    """A comment is hidden only with a reason."""

    code = "hiding_reason_needed"
    message = _("Hãy nêu lý do không đăng ý kiến này.")


class WrongEndDay(InvalidInput):
    """A tablet's address holds from today for a year at most."""

    code = "wrong_end_day"
    message = _("Ngày hết hạn phải sau hôm nay và không quá %(days)s ngày.")
