"""What this room refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput, NotAllowed


class DueBehind(InvalidInput):
    """A time limit must lie ahead."""

    code = "task_due_behind"
    message = _("Hạn hoàn thành phải từ hôm nay trở đi.")


class PartDueLate(InvalidInput):
    """A part must be done before the whole: its due day is not after the parent's."""

    code = "part_due_late"
    message = _("Hạn của phần việc không được sau hạn của nhiệm vụ cha (%(due)s).")


class TitleMissing(InvalidInput):
    """A task says what is to be done."""

    code = "task_title_missing"
    message = _("Phải ghi nội dung nhiệm vụ.")


class MeetingMissing(InvalidInput):
    """A task from a meeting names the meeting."""

    code = "meeting_missing"
    message = _("Phải ghi tên cuộc họp và ngày họp.")


class MainAmongHelpers(InvalidInput):
    """The responsible unit does not also help."""

    code = "main_among_helpers"
    message = _("Đơn vị chủ trì không đồng thời là đơn vị phối hợp.")


class PersonNotThere(InvalidInput):
    """The person does not sit in the unit, or has no role that does tasks."""

    code = "task_person_not_there"
    message = _("Người được chọn không thuộc %(unit)s hoặc không giữ vai trò thực hiện nhiệm vụ.")


class MayNotGiveThere(NotAllowed):
    """One gives tasks within one's own agency, and to the agencies directly answering to it."""

    code = "may_not_give_there"
    message = _("Bạn không có quyền giao nhiệm vụ cho %(unit)s.")


class NotTheGiver(NotAllowed):
    """Only whoever gave the task decides this."""

    code = "not_the_giver"
    message = _("Chỉ người giao nhiệm vụ (hoặc người cùng vị trí tại đơn vị giao) được làm việc này.")


class NotTheDoer(NotAllowed):
    """Only who does the task, or the head of the responsible unit, reports on it."""

    code = "not_the_doer"
    message = _("Chỉ người thực hiện, trưởng đơn vị chủ trì hoặc đơn vị phối hợp được báo cáo nhiệm vụ này.")


class MainOfOtherKind(Conflict):
    """A running task keeps its process: divisions are led by heads, agencies by leaders."""

    code = "main_of_other_kind"
    message = _("Không chuyển chủ trì giữa phòng và cơ quan khi nhiệm vụ đang chạy: hãy thu hồi rồi giao nhiệm vụ mới.")


class NotInThisState(Conflict):
    """The task stands where this cannot be done."""

    code = "task_not_in_this_state"
    message = _("Nhiệm vụ đang ở tình trạng «%(state)s» nên không làm được việc này.")


class PartsOpen(Conflict):
    """A task is not finished while its parts are open."""

    code = "task_parts_open"
    message = _("Còn %(count)s phần việc chưa kết thúc: %(names)s.")


class PartsOpenAsk(PartsOpen):
    """Ending a task ends its parts: that is asked first."""

    code = "task_parts_open_ask"
    message = _("Còn %(count)s phần việc chưa kết thúc: %(names)s. Đánh dấu «Kết thúc cả các phần việc» nếu muốn kết thúc theo.")


class EvidenceMissing(InvalidInput):
    """Evidence was demanded (minh chứng): a file with a report, or the document that is the result."""

    code = "evidence_missing"
    message = _("Nhiệm vụ này yêu cầu minh chứng: đính kèm tệp hoặc ghi văn bản kết quả.")


class ReportEmpty(InvalidInput):
    """A report says something."""

    code = "task_report_empty"
    message = _("Phải ghi nội dung báo cáo.")


class PercentWrong(InvalidInput):
    """Progress is a whole number from 0 to 100."""

    code = "task_percent_wrong"
    message = _("Tiến độ là số nguyên từ 0 đến 100.")


class NewDueNotLater(InvalidInput):
    """An extension ends later than what is promised now."""

    code = "new_due_not_later"
    message = _("Hạn mới phải sau hạn hiện tại (%(due)s) và sau hôm nay.")


class ExtensionWaiting(Conflict):
    """One wish for more time at a time."""

    code = "extension_waiting"
    message = _("Đã có đề nghị gia hạn đang chờ trả lời.")


class ExtensionAnswered(Conflict):
    """The wish has its answer already."""

    code = "extension_answered"
    message = _("Đề nghị gia hạn này đã được trả lời.")


class LoopRefused(InvalidInput):
    """A part cannot stand below itself, nor in another tree."""

    code = "task_loop"
    message = _("Không chuyển được: phần việc không thể nằm dưới chính nó hoặc sang nhiệm vụ gốc khác.")


class DocumentNotFound(InvalidInput):
    """No document of that number that the person may see."""

    code = "task_document_not_found"
    message = _("Không tìm thấy văn bản «%(number)s» trong các văn bản bạn được xem.")


class DocumentUnclear(InvalidInput):
    """Several documents bear the number: the address of the page says which."""

    code = "task_document_unclear"
    message = _("Có nhiều văn bản mang số «%(number)s»: hãy dán địa chỉ trang của văn bản vào ô này.")
