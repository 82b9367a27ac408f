"""Fixed lists of reports."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupBy(models.TextChoices):
    """By what a report's rows are."""

    AGENCY = "co-quan", _("Cơ quan giải quyết")
    RECEIVING = "noi-nhan", _("Nơi tiếp nhận")
    PROCEDURE = "thu-tuc", _("Thủ tục")
    OFFICER = "can-bo", _("Người thụ lý")
    MONTH = "thang", _("Tháng")
    QUARTER = "quy", _("Quý")
    YEAR = "nam", _("Năm")


class Preset(models.TextChoices):
    """Periods at hand."""

    THIS_MONTH = "thang-nay", _("Tháng này")
    LAST_MONTH = "thang-truoc", _("Tháng trước")
    THIS_QUARTER = "quy-nay", _("Quý này")
    LAST_QUARTER = "quy-truoc", _("Quý trước")
    THIS_YEAR = "nam-nay", _("Năm nay")
    LAST_YEAR = "nam-truoc", _("Năm trước")
    CHOSEN = "chon", _("Từ ngày – đến ngày")


class Figure(models.TextChoices):
    """The figures of a row (chỉ tiêu); each can be pressed to list its dossiers."""

    TOTAL = "tong", _("Tổng số")
    CARRIED = "ky-truoc", _("Kỳ trước chuyển sang")
    RECEIVED = "tiep-nhan", _("Tiếp nhận trong kỳ")
    ON_TIME = "dung-han", _("Đã giải quyết đúng hạn")
    LATE = "qua-han", _("Đã giải quyết quá hạn")
    OPEN_WITHIN = "dang-trong-han", _("Đang giải quyết trong hạn")
    OPEN_LATE = "dang-qua-han", _("Đang giải quyết quá hạn")
    PAUSED = "tam-dung", _("Tạm dừng")
    WITHDRAWN = "rut", _("Dừng theo yêu cầu (rút)")
    REFUSED = "tu-choi", _("Trong đó từ chối")
    APOLOGISED = "xin-loi", _("Có xin lỗi, hẹn lại")
    SUPPLEMENTS = "bo-sung-nhieu", _("Bổ sung hơn một lần")
    RATED = "co-danh-gia", _("Có đánh giá")
    DISLIKED = "khong-hai-long", _("Bị đánh giá không hài lòng")
