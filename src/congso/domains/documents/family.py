"""The family of a document (cây văn bản): what it answers, replaces, is based on, and what came of it, over generations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.domains.documents.enums import RelationKind
from congso.domains.documents.models import Relation
from congso.domains.documents.queries_any import DocumentLine, document_lines, require_document

GENERATIONS = 8
MOST = 500
ARRIVAL = "arrival"
_TREE = """
WITH RECURSIVE family(id, parent, kind, generation, path) AS (
    SELECT %s::uuid, NULL::uuid, ''::text, 0, ARRAY[%s::uuid]
  UNION ALL
    SELECT next.id, family.id, next.kind, family.generation + next.step, family.path || next.id
    FROM family CROSS JOIN LATERAL (
        SELECT target_id AS id, kind::text AS kind, -1 AS step FROM documents_relation
        WHERE source_id = family.id AND target_id IS NOT NULL AND family.generation <= 0
      UNION ALL
        SELECT source_id, kind::text, 1 FROM documents_relation WHERE target_id = family.id AND family.generation >= 0
      UNION ALL
        SELECT source_document_id, 'arrival', -1 FROM documents_incoming
        WHERE document_id = family.id AND source_document_id IS NOT NULL AND family.generation <= 0
      UNION ALL
        SELECT document_id, 'arrival', 1 FROM documents_incoming WHERE source_document_id = family.id AND family.generation >= 0
    ) AS next
    WHERE NOT next.id = ANY(family.path) AND abs(family.generation) < %s
)
SELECT id, parent, kind, generation FROM family LIMIT %s
"""
"""From the document back over what it names, and on over what names it; a path never meets itself again."""

BEFORE = {
    RelationKind.ANSWERS: _("Trả lời"), RelationKind.BASED_ON: _("Căn cứ"), RelationKind.REPLACES: _("Thay thế"),
    RelationKind.AMENDS: _("Sửa đổi, bổ sung"), RelationKind.CORRECTS: _("Đính chính"), RelationKind.RECALLS: _("Thu hồi"),
    RelationKind.COPY_OF: _("Là bản sao của"), RelationKind.ANNEX_OF: _("Ban hành kèm theo"), RelationKind.RELATED: _("Liên quan"),
    ARRIVAL: _("Đến từ văn bản đi"),
}  # fmt: skip
AFTER = {
    RelationKind.ANSWERS: _("Được trả lời bởi"), RelationKind.BASED_ON: _("Dẫn đến"), RelationKind.REPLACES: _("Được thay thế bởi"),
    RelationKind.AMENDS: _("Được sửa đổi, bổ sung bởi"), RelationKind.CORRECTS: _("Được đính chính bởi"),
    RelationKind.RECALLS: _("Được thu hồi bởi"), RelationKind.COPY_OF: _("Có bản sao"), RelationKind.ANNEX_OF: _("Kèm theo có"),
    RelationKind.RELATED: _("Liên quan"), ARRIVAL: _("Đã đến cơ quan nhận"),
}  # fmt: skip


@dataclass
class Member:
    """A document of the family, how it stands to the one before it in the tree, and what hangs on it."""

    label: str
    line: DocumentLine | None = None
    outside: str = ""
    """What it is called when it is not kept here."""
    children: list[Member] = field(default_factory=list)


@dataclass
class Family:
    """A document with the generations before it and after it."""

    own: DocumentLine
    before: list[Member]
    after: list[Member]
    count: int
    cut: bool

    @property
    def is_alone(self) -> bool:
        """Whether there is nobody else, as far as the viewer may know."""
        return self.count == 0


def family_of(*, viewer: Actor, document_id: UUID) -> Family:
    """The tree of a document both ways, as far as the viewer may see it. Raises NotVisible.

    Whom one may not see is not there, and neither is what hangs only on them.
    """
    own = require_document(viewer=viewer, document_id=document_id)
    with connection.cursor() as cursor:
        cursor.execute(_TREE, [document_id, document_id, GENERATIONS, MOST])
        rows = cursor.fetchall()
    lines = document_lines(viewer=viewer, ids={row[0] for row in rows})
    members: dict[tuple[UUID, bool], Member] = {}
    before, after = Member(""), Member("")
    for member_id, parent, kind, generation in rows:
        is_before, line = generation < 0, lines.get(member_id)
        parent_in = (before if is_before else after) if parent == document_id else members.get((parent, is_before))
        if line is None or parent_in is None or generation == 0 or (member_id, is_before) in members:
            continue
        members[member_id, is_before] = Member(str((BEFORE if is_before else AFTER)[kind]), line)
        parent_in.children.append(members[member_id, is_before])
    named = _name_outsiders(document_id, before, members)
    return Family(own, before.children, after.children, len(members) + named, cut=len(rows) >= MOST)


def _name_outsiders(document_id: UUID, before: Member, members: dict[tuple[UUID, bool], Member]) -> int:
    """Add what the document and those before it name but is not kept here; how many."""
    holders = {document_id: before} | {member_id: each for (member_id, is_before), each in members.items() if is_before}
    rows = Relation.objects.filter(source_id__in=holders, target=None).exclude(outside="").order_by("pk")
    found: dict[UUID, list[Member]] = defaultdict(list)
    for row in rows:
        found[row.source_id].append(Member(str(BEFORE[RelationKind(row.kind)]), outside=row.outside))
    for source_id, named in found.items():
        holders[source_id].children += named
    return sum(len(each) for each in found.values())
