"""What schedules refuses.

    DomainError
    ├─ InvalidInput
    │  ├─ LeaderBusy, DayOff      a warning that must be confirmed
    │  ├─ TimesWrong, NobodyPresides, ReasonNeeded, WrongPeople, OtherWeek, DocumentUnclear
    ├─ Conflict
    │  ├─ AlreadyPublished, NothingToPublish, EntryClosed
    │  └─ StaleView → EntryMoved, WeekMoved
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput, StaleView


class LeaderBusy(InvalidInput):
    """A leader would be in two places at once; may be confirmed."""

    code = "leader_busy"
    message = _("Trùng lịch: %(clashes)s. Nếu vẫn ghi, mời đánh dấu «Vẫn ghi dù trùng lịch».")


class DayOff(InvalidInput):
    """The day is a holiday or not worked; may be confirmed."""

    code = "day_off"
    message = _("%(day)s là ngày nghỉ (%(why)s). Nếu vẫn ghi, mời đánh dấu «Vẫn ghi vào ngày nghỉ».")


class TimesWrong(InvalidInput):
    """A timed entry needs a beginning, and an end behind it."""

    code = "times_wrong"
    message = _("Mục theo giờ cần giờ bắt đầu; giờ kết thúc phải sau giờ bắt đầu.")


class NobodyPresides(InvalidInput):
    """An entry of the leaders' calendar needs a leader who presides or attends."""

    code = "nobody_presides"
    message = _("Mời chọn lãnh đạo chủ trì hoặc dự.")


class ReasonNeeded(InvalidInput):
    """A change of a published week says why."""

    code = "reason_needed"
    message = _("Lịch tuần đã công bố: mời ghi lý do bổ sung, điều chỉnh hoặc hoãn.")


class AnswerNeeded(InvalidInput):
    """A refused proposal says why."""

    code = "answer_needed"
    message = _("Mời ghi lý do không duyệt.")


class WrongPeople(InvalidInput):
    """Somebody or some unit does not belong to the agency."""

    code = "wrong_people"
    message = _("Có người hoặc đơn vị không thuộc cơ quan này.")


class OtherWeek(InvalidInput):
    """An entry stays in its week, so that each week's versions stay whole."""

    code = "other_week"
    message = _("Không chuyển mục lịch sang tuần khác: mời hoãn mục này và ghi mục mới vào tuần kia.")


class DocumentUnclear(InvalidInput):
    """The number names no document, or several."""

    code = "document_unclear"
    message = _("Không tìm thấy đúng một văn bản số %(number)s mà bạn được xem. Có thể mở trang văn bản và bấm «Đưa vào lịch công tác».")


class AlreadyPublished(Conflict):
    """The week was published before."""

    code = "already_published"
    message = _("Lịch tuần này đã được công bố.")


class NothingToPublish(Conflict):
    """An empty week."""

    code = "nothing_to_publish"
    message = _("Tuần này chưa có mục lịch nào để công bố.")


class EntryClosed(Conflict):
    """The entry's state does not allow it."""

    code = "entry_closed"
    message = _("Mục lịch này không còn thay đổi được.")


class EntryMoved(StaleView):
    """Somebody changed the entry in between."""

    code = "entry_moved"


class WeekMoved(StaleView):
    """Somebody changed the week in between."""

    code = "week_moved"
