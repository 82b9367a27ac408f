"""What the one-stop shop refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput, NotAllowed


class NotYourCounter(NotAllowed):
    """The clerk may not receive at that centre, or the centre may not receive that procedure."""

    code = "not_your_counter"
    message = _("Bạn không tiếp nhận hồ sơ được tại %(unit)s.")


class ProcedureNotOffered(Conflict):
    """The procedure is not (or no longer) published at the agency."""

    code = "procedure_not_offered"
    message = _("Thủ tục này chưa được công bố hoặc đã ngừng tại cơ quan giải quyết.")


class UnitClosed(Conflict):
    """The unit no longer exists today."""

    code = "unit_closed"
    message = _("%(unit)s đã ngừng hoạt động, không tiếp nhận hồ sơ được.")


class PapersMissing(InvalidInput):
    """Required papers were not ticked."""

    code = "papers_missing"
    message = _("Chưa nhận giấy tờ nào; hãy đánh dấu các giấy tờ đã nhận.")


class FormUsedUp(Conflict):
    """The form was saved already and came back with another applicant or procedure (the browser's way back)."""

    code = "form_used_up"
    message = _("Tờ khai này đã lưu thành hồ sơ %(number)s; hãy mở tờ khai mới cho người nộp này.")


class NotOnline(Conflict):
    """The procedure cannot be applied for online there, or nobody has logged in to do so."""

    code = "not_online"
    message = _(
        "Thủ tục này chưa nhận nộp trực tuyến; xin nộp tại nơi tiếp nhận hoặc qua bưu chính công ích."
    )


class AlreadyAccepted(Conflict):
    """The centre has accepted the dossier before."""

    code = "already_accepted"
    message = _("Hồ sơ %(number)s đã được tiếp nhận.")


class NotYourMatter(NotAllowed):
    """A citizen sends in for somebody who has not authorised them."""

    code = "not_your_matter"
    message = _("Bạn không nộp hồ sơ thay người này được; hãy thêm ủy quyền hoặc chọn nộp hộ tại chỗ.")


class ProposalMissing(Conflict):
    """A dossier goes up only with a proposal: a result or a refusal."""

    code = "proposal_missing"
    message = _("Chưa đề xuất cấp kết quả hay từ chối; hãy lập đề xuất trước khi trình.")


class ResultInDraft(Conflict):
    """The result is an official document that has not been issued: the dossier waits for it."""

    code = "result_in_draft"
    message = _("Văn bản kết quả của hồ sơ %(number)s chưa phát hành; hồ sơ tự chuyển khi văn bản được ký, đóng dấu, phát hành.")


class ResultIssuedAlready(Conflict):
    """The dossier has its result: an official document that was issued."""

    code = "result_issued_already"
    message = _("Hồ sơ %(number)s đã có văn bản kết quả phát hành; muốn thay thì thu hồi văn bản đó trước.")


class UnknownWord(InvalidInput):
    """A template names something that no dossier has."""

    code = "unknown_word"
    message = _("Không có trường {%(word)s}; các trường dùng được: %(known)s.")


class DecisionMade(Conflict):
    """A decision exists, so the applicant can no longer have it stopped (NĐ 118/2025, Điều 21)."""

    code = "decision_made"
    message = _("Hồ sơ đã có quyết định giải quyết, không dừng theo yêu cầu được nữa.")


class SupplementAgain(InvalidInput):
    """A second request to supplement needs a reason of its own."""

    code = "supplement_again"
    message = _(
        "Hồ sơ đã yêu cầu bổ sung %(count)s lần; lần này phải nêu lý do vì sao không yêu cầu đủ ngay từ đầu."
    )


class ApologyAgain(InvalidInput):
    """A second apology needs a reason of its own."""

    code = "apology_again"
    message = _("Hồ sơ đã xin lỗi, hẹn lại một lần; hẹn lại lần nữa phải nêu rõ lý do đặc biệt.")


class PromiseKept(Conflict):
    """The work is finished, so the promise that it is judged by stands."""

    code = "promise_kept"
    message = _("Hồ sơ đã xử lý xong, không đổi ngày hẹn trả được nữa.")


class PartOfAnother(Conflict):
    """A handed-over part ends with its own result, or with the dossier it belongs to."""

    code = "part_of_another"
    message = _("Đây là phần liên thông của hồ sơ %(number)s; việc dừng theo yêu cầu làm ở hồ sơ đó.")


class PartDecided(Conflict):
    """The other agency has decided on a handed-over part: it can no longer be called back."""

    code = "part_decided"
    message = _("Phần liên thông %(number)s đã có kết quả giải quyết, không gọi lại được nữa.")


class DossierNotFinished(Conflict):
    """There is no result to hand over yet."""

    code = "dossier_not_finished"
    message = _("Hồ sơ %(number)s chưa có kết quả để trả.")


class NoSupplementOpen(Conflict):
    """Nothing was asked for."""

    code = "no_supplement_open"
    message = _("Hồ sơ không có yêu cầu bổ sung nào đang chờ.")


class TooManyTries(InvalidInput):
    """Somebody tries numbers: the search rests for an hour."""

    code = "too_many_tries"
    status = 429
    message = _("Đã tra cứu quá nhiều lần. Xin thử lại sau một giờ, hoặc quét mã QR trên giấy tiếp nhận.")


class NothingFound(InvalidInput):
    """Code and digits do not belong together: one answer for a wrong code and for wrong digits."""

    code = "nothing_found"
    status = 422
    message = _(
        "Không tìm thấy hồ sơ khớp với mã hồ sơ và 4 số cuối đã nhập. Xin kiểm tra lại giấy tiếp nhận."
    )


class MessagesClosed(Conflict):
    """The dossier ended long ago."""

    code = "messages_closed"
    message = _("Hồ sơ %(number)s đã kết thúc quá 30 ngày, không gửi tin nhắn được nữa.")


class TooManyMessages(Conflict):
    """A citizen has written too often today."""

    code = "too_many_messages"
    status = 429
    message = _("Mỗi ngày gửi được tối đa %(most)s tin nhắn cho một hồ sơ.")


class TooManyFiles(InvalidInput):
    """A message carries more files than it may."""

    code = "too_many_files"
    message = _("Mỗi tin nhắn kèm được tối đa %(most)s tệp.")


class FeesUnpaid(Conflict):
    """The result is handed out when its fees are paid."""

    code = "fees_unpaid"
    message = _("Hồ sơ %(number)s còn khoản phí, lệ phí chưa nộp; nộp xong sẽ tải được kết quả.")


class FormSigned(Conflict):
    """A form was signed, or left as a print, meanwhile; or it waits for a timestamp."""

    code = "form_signed"
    message = _("Biểu mẫu %(number)s vừa được ký hoặc thôi ký; hãy tải lại trang.")
