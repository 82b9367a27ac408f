"""How a document stands to others, as its page, its draft and the picker show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.domains.documents.enums import LINKED, RelationKind
from congso.domains.documents.finding import Asked
from congso.domains.documents.layout import date_words
from congso.domains.documents.models import Relation
from congso.domains.documents.queries_any import DocumentLine, document_lines
from congso.domains.documents.queries_finding import find_documents

_FOUND = 12
_LONGEST_GROUND = 500
BACKWARDS: dict[str, Any] = {
    RelationKind.REPLACES: _("Được thay thế bởi"), RelationKind.AMENDS: _("Được sửa đổi, bổ sung bởi"),
    RelationKind.CORRECTS: _("Được đính chính bởi"), RelationKind.RECALLS: _("Được thu hồi bởi"),
    RelationKind.ANSWERS: _("Được trả lời bởi"), RelationKind.BASED_ON: _("Là căn cứ của"),
    RelationKind.COPY_OF: _("Có bản sao"), RelationKind.ANNEX_OF: _("Kèm theo có"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation as one document sees it."""

    id: int
    label: str
    line: DocumentLine | None
    outside: str
    may_be_removed: bool
    """Whether it is one of this document's own that has no consequences."""


def ties_of(*, viewer: Actor, document_id: UUID) -> list[Tie]:
    """Relations of a document both ways, without those to documents the viewer may not see."""
    rows = list(Relation.objects.filter(Q(source_id=document_id) | Q(target_id=document_id)).order_by("pk"))
    others = {row.pk: row.target_id if row.source_id == document_id else row.source_id for row in rows}
    lines = document_lines(viewer=viewer, ids={each for each in others.values() if each})
    found = []
    for row in rows:
        other, own = others[row.pk], row.source_id == document_id
        label = RelationKind(row.kind).label if own else BACKWARDS.get(row.kind, RelationKind(row.kind).label)
        if other is None or other in lines:
            found.append(Tie(row.pk, str(label), lines.get(other) if other else None, row.outside, own and row.kind in LINKED))
    return found


def to_relate(*, viewer: Actor, document_id: UUID, words: str) -> list[DocumentLine]:
    """Documents the viewer may see that fit a number or words: what the picker offers."""
    if not words.strip():
        return []
    found = find_documents(viewer=viewer, asked=Asked(text=words[:200]))
    return [hit.line for hit in found.hits if hit.line.id != document_id][:_FOUND]


def proposed_grounds(*, viewer: Actor, document_id: UUID, written: Sequence[str]) -> list[str]:
    """Lines of «Căn cứ» that follow from the documents named as grounds and are not written yet."""
    rows = Relation.objects.filter(source_id=document_id, kind=RelationKind.BASED_ON).order_by("pk")
    named = list(rows.values_list("target_id", "outside"))
    lines = document_lines(viewer=viewer, ids=[each for each, _words in named if each])
    found = [ground_words(lines[each]) if each else _begun(outside) for each, outside in named if not each or each in lines]
    have = " ".join(written).casefold()
    return [each for each in dict.fromkeys(found) if each.casefold() not in have]


def ground_words(line: DocumentLine) -> str:
    """A ground with type, number, day, issuer and subject (NĐ 30/2020, Phụ lục I, mục II, khoản 6 điểm b)."""
    words = [line.type_name or "Công văn"]
    if line.number_text:
        words.append(f"số {line.number_text}")
    if line.issued_on:
        words.append(date_words(line.issued_on, year=line.issued_on.year))
    if line.issuer_name:
        words.append(f"của {line.issuer_name}")
    subject = line.subject[:1].lower() + line.subject[1:]
    words.append(subject if subject.startswith("về ") else f"về việc {subject}")
    return _begun(" ".join(words))


def _begun(words: str) -> str:
    text = words.rstrip(" .;")
    return (text if text.casefold().startswith("căn cứ") else f"Căn cứ {text}")[:_LONGEST_GROUND]
