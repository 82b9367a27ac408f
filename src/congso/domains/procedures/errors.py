"""What the catalogue refuses.

InvalidInput
├─ BrokenSourceFile        a line of the imported file cannot be read
├─ LevelNeedsReason        only a part can be done online, and no reason is given
└─ IncompletePublication   a publication without what intake needs
Conflict
├─ StepsExceedLimit        the steps together take longer than the law allows
├─ AgencyLimitTooLong      the agency promises later than the law allows
├─ AbbreviationKnown       the search knows this short form for these words already
├─ AlreadyPublished        the agency offers the procedure in that time already
├─ VersionNotInForce       the version of the procedure does not hold on that day
├─ ProcessNotUsable        the process is a draft or no longer in use
└─ PublicationClosed       the publication has been withdrawn or replaced
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class BrokenSourceFile(InvalidInput):
    """Raised for a line that is no record of a procedure; the import changes nothing."""

    code = "broken_source_file"
    message = _("Tệp nhập bị lỗi ở %(place)s: %(reason)s. Không có dữ liệu nào được thay đổi.")


class IncompletePublication(InvalidInput):
    """Raised when a publication lacks what intake needs."""

    code = "incomplete_publication"
    message = _("Chưa công bố được: %(reason)s")


class LevelNeedsReason(InvalidInput):
    """Raised when a service is offered only partly online without the reason to be published (NĐ 224/2026, Điều 14–16)."""

    code = "level_needs_reason"
    message = _(
        "Dịch vụ công một phần phải nêu lý do công khai: phải có mặt theo quy định của luật, phải kiểm tra thực tế, "
        "hoặc lý do kỹ thuật."
    )


class StepsExceedLimit(Conflict):
    """Raised when the allotted times of the steps exceed the time limit (domain A8)."""

    code = "steps_exceed_limit"
    message = _(
        "Tổng thời gian các bước của quy trình nội bộ là %(steps)s, vượt thời hạn giải quyết %(limit)s. "
        "Hãy rút ngắn các bước hoặc chọn quy trình khác."
    )


class AgencyLimitTooLong(Conflict):
    """Raised when the agency's own limit is longer than the one of the law."""

    code = "agency_limit_too_long"
    message = _("Thời hạn cơ quan cam kết %(agency)s dài hơn thời hạn theo quy định %(limit)s.")


class AbbreviationKnown(Conflict):
    """Raised when the search takes the short form for these words already."""

    code = "abbreviation_known"
    message = _("“%(short)s” đã được hiểu là “%(words)s”.")


class AlreadyPublished(Conflict):
    """Raised when the agency offers the procedure already in that time."""

    code = "already_published"
    message = _("Thủ tục %(procedure)s đã được công bố tại %(agency)s trong thời gian này.")


class VersionNotInForce(Conflict):
    """Raised when the version of the procedure does not hold on the day of publication."""

    code = "version_not_in_force"
    message = _("Phiên bản %(number)s của thủ tục %(procedure)s không có hiệu lực vào ngày %(on)s.")


class ProcessNotUsable(Conflict):
    """Raised for a process version that is a draft or has been retired."""

    code = "process_not_usable"
    message = _("Quy trình %(process)s chưa ban hành hoặc đã ngừng sử dụng.")


class PublicationClosed(Conflict):
    """Raised when the publication no longer holds."""

    code = "publication_closed"
    message = _("Công bố này đã hết hiệu lực từ ngày %(since)s.")
