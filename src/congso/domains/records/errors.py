"""What records refuses.

InvalidInput
├─ PeriodOutside        neither permanent nor 2 to 70 years
├─ PeriodTooShort       shorter than the rule, the list or one of the documents demands
├─ ReasonNeeded         must be given in words
├─ ImportFaulty         a line of the file is wrong; nothing was taken
├─ DayWrong             a day that cannot be
├─ CodeTaken            the code stands in the list, or on a dossier of the year, already
└─ PaperSecret          a paper marked as a state secret
Conflict
├─ ListNotDraft, ListIssued, ListMissing, ListTaken
├─ DossierNotOpen, DossierNotClosed
├─ NotReadyToClose      with what is missing
├─ NotReadyToHand
└─ KeepingAsked, KeepingAnswered
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class PeriodOutside(InvalidInput):
    """A period is permanent or 2 to 70 years (Luật Lưu trữ, Điều 15)."""

    code = "period_outside"
    message = _("Thời hạn lưu trữ là vĩnh viễn, hoặc từ 02 đến 70 năm (Luật Lưu trữ, Điều 15).")


class PeriodTooShort(InvalidInput):
    """Nothing is kept shorter than what it stands under demands."""

    code = "period_too_short"
    message = _("Thời hạn này ngắn hơn mức tối thiểu %(least)s (%(why)s).")


class RuleUnknown(InvalidInput):
    """No such rule is in force."""

    code = "retention_rule_unknown"
    message = _("Không có quy tắc thời hạn «%(rule)s» đang có hiệu lực.")


class ReasonNeeded(InvalidInput):
    """A reason in words is part of the act."""

    code = "reason_needed"
    message = _("Phải ghi rõ lý do.")


class DayWrong(InvalidInput):
    """A day that lies where it cannot."""

    code = "day_wrong"
    message = _("Ngày không hợp lý: %(reason)s")


class CodeTaken(InvalidInput):
    """Each code once."""

    code = "record_code_taken"
    message = _("Số, ký hiệu «%(code)s» đã có: %(where)s.")


class ImportFaulty(InvalidInput):
    """One line is wrong; the file is taken whole or not at all."""

    code = "list_import_faulty"
    message = _("Dòng %(line)s: %(reason)s Chưa nhập gì vào danh mục.")


class PersonNotFit(InvalidInput):
    """Somebody who sits elsewhere, or nowhere."""

    code = "record_person_not_fit"
    message = _("Người này không công tác trong cơ quan hoặc đơn vị của hồ sơ.")


class PaperSecret(InvalidInput):
    """Papers of state-secret grade are never taken into this system (Luật Bảo vệ bí mật nhà nước)."""

    code = "record_paper_secret"
    message = _("Tệp «%(name)s» mang dấu độ mật nên không được đưa vào hồ sơ này.")


class NothingChosen(InvalidInput):
    """There is nothing to do."""

    code = "record_nothing_chosen"
    message = _("Chưa chọn gì.")


class ListTaken(Conflict):
    """An agency has one list a year."""

    code = "file_list_taken"
    message = _("Danh mục hồ sơ năm %(year)s của cơ quan đã có.")


class ListIssued(Conflict):
    """What was issued is not rewritten; it is added to."""

    code = "file_list_issued"
    message = _("Danh mục hồ sơ năm %(year)s đã ban hành; chỉ bổ sung có ghi ngày, không sửa.")


class ListNotIssued(Conflict):
    """Dossiers are opened after an issued list."""

    code = "file_list_not_issued"
    message = _("Danh mục hồ sơ năm %(year)s chưa ban hành.")


class ListEmpty(Conflict):
    """There is nothing to issue."""

    code = "file_list_empty"
    message = _("Danh mục chưa có hồ sơ nào.")


class ListNotEmpty(Conflict):
    """A copy or an import goes into an empty list."""

    code = "file_list_not_empty"
    message = _("Danh mục đã có hồ sơ; chỉ chép hoặc nhập vào danh mục còn trống.")


class DossierNotOpen(Conflict):
    """Only an open dossier is added to and taken from."""

    code = "work_dossier_not_open"
    message = _("Hồ sơ %(code)s đã kết thúc; muốn sửa phải mở lại.")


class DossierNotClosed(Conflict):
    """What is asked comes after the end."""

    code = "work_dossier_not_closed"
    message = _("Hồ sơ %(code)s đang ở trạng thái «%(state)s» nên chưa hoặc không còn làm được việc này.")


class NotReadyToClose(Conflict):
    """Something is missing before a dossier ends."""

    code = "work_dossier_not_ready"
    message = _("Chưa kết thúc được hồ sơ: %(what)s")


class FiledAlready(Conflict):
    """A document lies in a dossier once."""

    code = "document_filed_already"
    message = _("Văn bản này đã có trong hồ sơ %(code)s.")


class HandoverNotDraft(Conflict):
    """A hand-over that was sent is changed no more."""

    code = "handover_not_draft"
    message = _("Đợt nộp lưu này đã gửi hoặc đã trả lời.")


class LineAnswered(Conflict):
    """The archive answers each dossier once."""

    code = "handover_line_answered"
    message = _("Hồ sơ này trong đợt nộp lưu đã được trả lời.")


class KeepingAsked(Conflict):
    """One question a dossier waits for its answer."""

    code = "keeping_asked"
    message = _("Hồ sơ %(code)s đã có đề nghị giữ lại đang chờ trả lời.")


class KeepingAnswered(Conflict):
    """It was answered, taken back or has ended."""

    code = "keeping_answered"
    message = _("Đề nghị giữ lại này đã được trả lời hoặc đã kết thúc.")
