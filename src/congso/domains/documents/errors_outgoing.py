"""What is refused on the way out.

InvalidInput
├─ DraftIncomplete      something the decree demands is not written yet
├─ GapsLeft             places of the skeleton are still open
├─ DateNotOpen          a number may not be dated back or ahead
│  └─ ReservedDayNotOpen   a number is not kept for a day long past, nor in the book of another year
├─ UploadSigned         a file that carries signatures cannot be drafted on
└─ PartyFileRefused     what the other side sent back is not our file with its one signature
Conflict
├─ NotInThisStep        the document has gone on, or has not come so far
├─ AuthorityOver        whoever was to sign by order or delegation may no longer
├─ OpinionOver          the question about the draft was answered or taken back
├─ NotReady             there is no signature, no seal, or no number yet
└─ PaperChanged         it was changed between being prepared and being signed
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class DraftIncomplete(InvalidInput):
    """A part that every document has is missing."""

    code = "draft_incomplete"
    message = _("Dự thảo còn thiếu: %(what)s.")


class GapsLeft(InvalidInput):
    """A document with open places goes to nobody and is signed by nobody."""

    code = "gaps_left"
    message = _("Văn bản «%(subject)s» còn chỗ bỏ trống, hãy điền hoặc xóa trước: %(places)s.")


class DateNotOpen(InvalidInput):
    """Numbers and days go together: no number before the last one's day, none in the future."""

    code = "date_not_open"
    message = _(
        "Không cấp được số lùi ngày hoặc đề ngày sau hôm nay: số gần nhất của sổ là %(last)s, ngày %(day)s."
    )


class ReservedDayNotOpen(DateNotOpen):
    """Keeping a number is no way of dating back."""

    code = "reserved_day_not_open"
    message = _("Chỉ giữ được số cho ngày từ %(first)s đến %(last)s, trong sổ của năm nay; không giữ số lùi ngày hoặc cho ngày chưa tới.")


class UploadSigned(InvalidInput):
    """Putting number and day into a signed file would break its signatures."""

    code = "upload_signed"
    message = _("Tệp này đã có chữ ký số; ghi số, ngày vào tệp sẽ làm hỏng chữ ký. Hãy dùng bản chưa ký.")


class PartyFileRefused(InvalidInput):
    """Only our very file with one signature more, in the field that is the other side's, comes back."""

    code = "party_file_refused"
    message = _("Không nhận tệp này: %(reason)s.")


class NotInThisStep(Conflict):
    """What was asked belongs to another step."""

    code = "not_in_this_step"
    message = _("Văn bản «%(subject)s» đang ở bước «%(step)s», chưa hoặc không còn làm được việc này.")


class AuthorityOver(Conflict):
    """What lets somebody sign by order or by delegation does not hold on the day (NĐ 30/2020, Điều 13)."""

    code = "authority_over"
    message = _("Văn bản «%(subject)s» chưa ký được: thẩm quyền «%(authority)s» không có hiệu lực hôm nay hoặc người ký đã đổi. Hãy chọn lại người ký.")


class OpinionOver(Conflict):
    """Somebody answered meanwhile, or it is asked no longer."""

    code = "opinion_over"
    message = _("Việc lấy ý kiến của %(name)s đã xong hoặc đã thôi.")


class NotReady(Conflict):
    """Something that comes before has not been done."""

    code = "document_not_ready"
    message = _("Văn bản «%(subject)s» chưa làm được bước này: %(reason)s.")


class PaperChanged(Conflict):
    """The file is not the one that was prepared."""

    code = "paper_changed"
    message = _(
        "Văn bản «%(subject)s» vừa có người khác xử lý trong lúc ký; chữ ký này không được dùng. Mời xem lại."
    )
