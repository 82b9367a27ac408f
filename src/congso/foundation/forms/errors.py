"""What may be wrong with a form, or with what was done to one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a definition: where it is (steps, sections and fields by their words) and what is wrong."""

    place: str
    sentence: str

    def __str__(self) -> str:
        """Place and sentence as one line."""
        return f"{self.place}: {self.sentence}"


class DefinitionFaulty(InvalidInput):
    """The definition of a form breaks the rules; ``faults`` names every place."""

    code = "form_faulty"
    message = _("Biểu mẫu chưa đúng. %(reason)s")

    def __init__(self, faults: list[Fault], *, field: str | None = None) -> None:
        super().__init__(field=field, reason=" ".join(f"{fault}" for fault in faults))
        self.faults = faults


class FormEmpty(InvalidInput):
    """A form without a single box cannot be published."""

    code = "form_empty"
    message = _("Biểu mẫu chưa có ô nào để khai.")


class FormCodeTaken(InvalidInput):
    """Another form has this code already."""

    code = "form_code_taken"
    message = _("Mã “%(subject)s” đã có biểu mẫu.")


class FormVersionFixed(Conflict):
    """A published version is never changed: filled forms stand on it."""

    code = "form_version_fixed"
    message = _("Phiên bản %(number)s đã ban hành, không sửa được. Mời soạn phiên bản mới.")


class PublishedLater(Conflict):
    """Another version is already published from that day or a later one."""

    code = "form_published_later"
    message = _("Đã có phiên bản áp dụng từ %(day)s; ngày áp dụng phải sau ngày đó.")


class NotJson(InvalidInput):
    """The imported text is no JSON of a form."""

    code = "form_not_json"
    message = _("Tệp không phải là biểu mẫu JSON: %(reason)s")
