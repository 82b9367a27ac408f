"""Fixed lists of the one-stop shop."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

CASE_KIND = "dossier"
"""What a dossier's case is called among all work."""


class NationalStatus(models.IntegerChoices):
    """The ten states of the national portal (trạng thái hồ sơ, Cổng DVCQG)."""

    REGISTERED = 1, _("Mới đăng ký")
    RECEIVED = 2, _("Được tiếp nhận")
    NOT_ACCEPTED = 3, _("Không được tiếp nhận")
    PROCESSING = 4, _("Đang xử lý")
    SUPPLEMENT = 5, _("Yêu cầu bổ sung giấy tờ")
    PAYMENT = 6, _("Yêu cầu thực hiện nghĩa vụ tài chính")
    WITHDRAWN = 7, _("Công dân yêu cầu rút hồ sơ")
    STOPPED = 8, _("Dừng xử lý")
    FINISHED = 9, _("Đã xử lý xong")
    RETURNED = 10, _("Đã trả kết quả")


class Channel(models.IntegerChoices):
    """How a dossier came in (KenhThucHien)."""

    IN_PERSON = 1, _("Trực tiếp")
    ONLINE = 2, _("Trực tuyến")
    POST = 3, _("Bưu chính công ích")


class ReturnMethod(models.TextChoices):
    """How the result goes to the applicant (đăng ký nhận kết quả)."""

    COUNTER = "counter", _("Tại quầy")
    POST = "post", _("Qua bưu chính công ích")
    ONLINE = "online", _("Bản điện tử")


class SubmitterKind(models.TextChoices):
    """In what capacity somebody sends a dossier in at the portal (tư cách người nộp)."""

    SELF = "self", _("Tự nộp")
    GUARDIAN = "guardian", _("Người giám hộ, cha, mẹ")
    AUTHORISED = "authorised", _("Người được ủy quyền")
    STAFF = "staff", _("Người của tổ chức, doanh nghiệp")
    HELPER = "helper", _("Nộp hộ tại chỗ (tổ công nghệ số cộng đồng)")
    PROGRAM = "program", _("Nộp qua ứng dụng kết nối")


class PaperKind(models.IntegerChoices):
    """Kind of a paper handed in (LoaiBan)."""

    ORIGINAL = 0, _("Bản chính")
    COPY = 1, _("Bản sao")
    ELECTRONIC = 2, _("Bản điện tử")


class Proposal(models.TextChoices):
    """What the officer proposes to decide (đề xuất)."""

    RESULT = "result", _("Cấp kết quả")
    REFUSAL = "refusal", _("Từ chối giải quyết")


class FormCode(models.TextChoices):
    """Forms of TT 03/2025/TT-VPCP, Phụ lục I, that carry a number of their own."""

    RECEIPT = "01", _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    SUPPLEMENT = "02", _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
    REFUSAL = "03", _("Phiếu từ chối tiếp nhận giải quyết hồ sơ")
    APOLOGY = "04", _("Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết")
    STOP = "05", _("Thông báo dừng giải quyết hồ sơ")
    HANDOVER_SLIP = "return", _("Phiếu trả kết quả")


class PaperStanding(models.TextChoices):
    """How a paper stands to the result of its dossier."""

    REPLACED = "replaced", _("Đã được thay thế")
    RECALLED = "recalled", _("Đã bị thu hồi")
    AMENDS = "amends", _("Sửa đổi, bổ sung kết quả")
    CORRECTS = "corrects", _("Đính chính kết quả")
