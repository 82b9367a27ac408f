"""What a new document about an issued one begins with: its type after the decree, and words taken from the old one.

A mistake of substance is mended by a document of equal form, one of form or technique by an official letter (NĐ 30/2020, Điều 18
khoản 3); what is recalled is recalled in writing (khoản 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.domains.documents.enums import RelationKind
from congso.domains.documents.layout import date_words
from congso.domains.documents.models import Outgoing
from congso.domains.documents.outgoing_skeletons import skeleton
from congso.domains.documents.policies_outgoing import outgoing_visible_to
from congso.domains.documents.queries_any import DocumentLine, line_of
from congso.domains.documents.queries_ending import WORDS, holders_of
from congso.domains.documents.queries_relations import ground_words

_LETTER = ""
_RULES: dict[str, Promise] = {
    RelationKind.CORRECTS: _("Sai sót về thể thức, kỹ thuật trình bày được đính chính bằng công văn (NĐ 30/2020, Điều 18 khoản 3). Sai về nội dung thì "
                             "soạn văn bản sửa đổi, thay thế."),
    RelationKind.REPLACES: _("Văn bản sai về nội dung được sửa đổi, thay thế bằng văn bản có hình thức tương đương (NĐ 30/2020, Điều 18 khoản 3)."),
    RelationKind.AMENDS: _("Văn bản sai về nội dung được sửa đổi, thay thế bằng văn bản có hình thức tương đương (NĐ 30/2020, Điều 18 khoản 3)."),
}  # fmt: skip
_SUBJECTS = {
    RelationKind.CORRECTS: "đính chính {named}", RelationKind.AMENDS: "Sửa đổi, bổ sung một số nội dung của {named}",
    RelationKind.RECALLS: "Thu hồi {named}",
}  # fmt: skip
_CORRECTED = ("{agency} đã ban hành {short} {subject}. Do sơ suất trong khâu soạn thảo, {agency} đính chính như sau:\n\n"
              "1. Tại […điều, khoản, trang], đã ghi: “[…nội dung sai]”.\n\n2. Nay sửa lại là: “[…nội dung đúng]”.\n\n"
              "Các nội dung khác của văn bản không thay đổi. {agency} thông báo để các cơ quan, đơn vị biết, thực hiện./.")  # fmt: skip
_REPLACED = ("Điều 1. […nội dung]\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế {named}.\n\n"
             "Điều 3. Chánh Văn phòng, thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.")  # fmt: skip
_AMENDED = ("Điều 1. Sửa đổi, bổ sung một số nội dung của {named} như sau:\n\n1. […nội dung sửa đổi, bổ sung]\n\n"
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\n"
            "Điều 3. Chánh Văn phòng, thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.")  # fmt: skip
_BODIES = {(RelationKind.REPLACES, "QĐ"): _REPLACED, (RelationKind.AMENDS, "QĐ"): _AMENDED}


@dataclass(frozen=True)
class Following:
    """How a document about another one of the same agency begins."""

    kind: RelationKind
    old: Outgoing

    @property
    def type_code(self) -> str | None:
        """The type it must have; None: any."""
        if self.kind == RelationKind.CORRECTS:
            return _LETTER
        return self.old.document.type_code if self.kind in {RelationKind.REPLACES, RelationKind.AMENDS} else None

    @property
    def rule(self) -> Promise | str:
        """What the decree says of it, for the form."""
        return _RULES.get(self.kind, "")

    @property
    def first(self) -> DocumentLine:
        """The old document in a line."""
        return line_of(self.old.document)

    def initial(self, type_code: str) -> dict[str, Any]:
        """First words of the boxes, for a document of this type."""
        return _words(self.kind, self.old, type_code)


def started_from(*, viewer: Actor, agency_id: int, relation: tuple[str, UUID] | None) -> Following | None:
    """The issued document of one's own agency that a new one is to correct, replace, amend or recall, if that is what was pressed."""
    if relation is None or relation[0] not in WORDS:
        return None
    rows = Outgoing.objects.select_related("document").filter(outgoing_visible_to(viewer), pk=relation[1])
    found = rows.filter(document__agency_id=agency_id, document__number__isnull=False).first()
    return Following(RelationKind(relation[0]), found) if found is not None else None


def _words(kind: RelationKind, old: Outgoing, type_code: str) -> dict[str, Any]:
    document, agency = old.document, old.document.issuer_name
    named = _named(old)
    found = skeleton(type_code, agency=agency)
    found["subject"] = _SUBJECTS[kind].format(named=named)[:500] if kind in _SUBJECTS else document.subject
    if kind == RelationKind.CORRECTS:
        found["body"] = _CORRECTED.format(agency=agency, short=_named(old, with_issuer=False), subject=_about(document.subject))
    elif body := _BODIES.get((kind, type_code)):
        found["body"] = body.format(named=named)
    if type_code == _LETTER:
        found["addressees"] = "\n".join(dict.fromkeys(row.name for row in holders_of(document)))
    else:
        found["grounds"] = "\n".join([*found["grounds"].splitlines(), ground_words(line_of(document))])
    if old.recipients:
        found["recipients"] = "\n".join(old.recipients if type_code != _LETTER else ["Như trên", *_last(old.recipients)])
    same = ("signer_id", "position", "signed_for", "collective", "authority")
    return found | {name: getattr(old, name) for name in same} | {"power": document.signer_power}


def _last(recipients: list[str]) -> list[str]:
    """The line of what is filed."""
    return [each for each in recipients if each.lower().startswith("lưu")]


def _named(old: Outgoing, *, with_issuer: bool = True) -> str:
    document = old.document
    by = f" của {document.issuer_name}" if with_issuer else ""
    day = f" {date_words(document.issued_on, year=document.issued_on.year)}" if document.issued_on else ""
    return f"{line_of(document).type_name or 'Công văn'} số {document.number_text}{day}{by}"


def _about(subject: str) -> str:
    low = subject[:1].lower() + subject[1:]
    return low if low.startswith("về ") else f"về việc {low}"
