"""What the engine refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput, NotAllowed, StaleView


class CaseMoved(StaleView):
    """Somebody else acted on the case since the page was shown."""

    code = "case_moved"
    message = _("Hồ sơ vừa được %(who)s xử lý lúc %(when)s. Trang đã cập nhật, mời xem lại trước khi làm tiếp.")


class CaseClosed(Conflict):
    """The case has ended."""

    code = "case_closed"
    message = _("Việc này đã kết thúc, không xử lý thêm được.")


class CasePaused(Conflict):
    """The clock stands; first it must run again."""

    code = "case_paused"
    message = _("Hồ sơ đang tạm dừng, cần tiếp tục xử lý trước.")


class CaseNotPaused(Conflict):
    """The clock runs already."""

    code = "case_not_paused"
    message = _("Hồ sơ không ở trạng thái tạm dừng.")


class NotYourStep(NotAllowed):
    """The case is in somebody else's hands."""

    code = "not_your_step"
    message = _("Hồ sơ đang ở bước «%(step)s» do %(holder)s giữ; bạn không xử lý được bước này.")


class WayNotOpen(Conflict):
    """The process has no such way from here."""

    code = "way_not_open"
    message = _("Quy trình không cho phép chuyển như vậy từ bước «%(step)s».")


class ActionNotInStep(Conflict):
    """The process does not allow this action in the present step."""

    code = "action_not_in_step"
    message = _("Bước «%(step)s» không cho phép thao tác này.")


class ReasonMissing(InvalidInput):
    """The law or the process demands a reason."""

    code = "reason_missing"
    message = _("Phải nêu lý do.")


class NobodyThere(Conflict):
    """Nobody holds the role in the unit where the case would go."""

    code = "nobody_there"
    message = _("%(unit)s chưa có ai giữ vai trò của bước «%(step)s»; chưa chuyển được.")


class HolderNotFit(InvalidInput):
    """The chosen person does not hold the step's role in that unit."""

    code = "holder_not_fit"
    message = _("Người được chọn không giữ vai trò của bước «%(step)s» tại %(unit)s.")


class WaitingForOthers(Conflict):
    """Consultations or handed-over parts are still open."""

    code = "waiting_for_others"
    message = _("Còn %(count)s việc phối hợp chưa xong (ý kiến hoặc hồ sơ liên thông); hãy chờ hoặc rút lại trước.")


class NothingToUndo(Conflict):
    """The last event is no hand-over of this person, or somebody has acted on it."""

    code = "nothing_to_undo"
    message = _("Không thu hồi được: bước trước không phải do bạn chuyển, hoặc đã có người xử lý.")


class DateInThePast(InvalidInput):
    """A new date must lie ahead."""

    code = "date_in_the_past"
    message = _("Thời hạn mới phải sau thời điểm hiện tại và sau hạn cũ.")
