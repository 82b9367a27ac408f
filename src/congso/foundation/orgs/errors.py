"""What the organisation refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class UnitClosed(InvalidInput):
    """The unit does not exist on that day."""

    code = "unit_not_there"
    message = _("%(unit)s không hoạt động vào ngày %(day)s.")


class DateOutOfOrder(InvalidInput):
    """A change must begin after what it ends."""

    code = "unit_date_out_of_order"
    message = _("Ngày phải sau %(after)s, là ngày của thay đổi gần nhất đã ghi.")


class ParentBelowItself(InvalidInput):
    """A unit cannot stand below itself or one of its own parts."""

    code = "unit_parent_below_itself"
    message = _("Đơn vị cấp trên không thể là chính đơn vị này hoặc đơn vị trực thuộc nó.")


class ParentMissing(InvalidInput):
    """A division or a centre belongs to an agency."""

    code = "unit_parent_missing"
    message = _("Phòng, đơn vị trực thuộc và trung tâm phải có đơn vị cấp trên.")


class NothingChanged(InvalidInput):
    """The new state is the present one."""

    code = "unit_nothing_changed"
    message = _("Không có gì thay đổi so với hiện tại.")


class IdentifierUsed(InvalidInput):
    """One identifier belongs to one unit at a time (QĐ 20/2020/QĐ-TTg)."""

    code = "unit_identifier_used"
    message = _("Mã định danh %(identifier)s đang được %(unit)s sử dụng.")


class PartsStillOpen(Conflict):
    """A unit cannot end while others belong to it."""

    code = "unit_parts_still_open"
    message = _(
        "Còn %(count)s đơn vị trực thuộc đang hoạt động; hãy chuyển hoặc kết thúc các đơn vị đó trước."
    )


class ReorganisationFaulty(InvalidInput):
    """The predecessors and successors do not make the chosen kind of reorganisation."""

    code = "reorganisation_faulty"
    message = _("Chưa sắp xếp được: %(reason)s")
