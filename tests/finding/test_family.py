"""The family of a document: both ways over generations, loops, and nobody whom one may not see."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congso.core.errors import NotVisible
from congso.domains.documents import queries_any
from congso.domains.documents.enums import RelationKind
from congso.domains.documents.family import Member, family_of
from congso.domains.documents.models import Document, Relation
from congso.domains.dossiers.tests.makers import Office
from tests.finding.makers import draft
from tests.incoming.makers import make_given, make_incoming


def _names(members: list[Member]) -> list[object]:
    """Subjects in their tree."""
    return [
        (each.label, each.line.subject if each.line else each.outside, _names(each.children)) if each.children
        else (each.label, each.line.subject if each.line else each.outside)
        for each in members
    ]  # fmt: skip


def _tie(source: Document, kind: str, target: Document) -> None:
    Relation.objects.create(source=source, kind=kind, target=target)


def test_the_tree_goes_both_ways_over_generations(office: Office) -> None:
    letter = make_given(office, make_incoming(office, subject="yêu cầu báo cáo"), helping=[])
    plan, answer, better, note = (draft(office, name) for name in ("Kế hoạch", "Báo cáo", "Báo cáo thay thế", "Đính chính báo cáo"))
    _tie(answer, RelationKind.ANSWERS, letter)
    _tie(answer, RelationKind.BASED_ON, plan)
    _tie(better, RelationKind.REPLACES, answer)
    _tie(note, RelationKind.CORRECTS, better)
    Relation.objects.create(source=plan, kind=RelationKind.BASED_ON, outside="Luật Tổ chức chính quyền địa phương")

    found = family_of(viewer=office.head, document_id=answer.pk)

    assert sorted(map(str, _names(found.before))) == sorted(map(str, [
        ("Trả lời", "yêu cầu báo cáo"), ("Căn cứ", "Kế hoạch", [("Căn cứ", "Luật Tổ chức chính quyền địa phương")]),
    ]))  # fmt: skip
    assert _names(found.after) == [("Được thay thế bởi", "Báo cáo thay thế", [("Được đính chính bởi", "Đính chính báo cáo")])]
    assert found.count == 5
    from_letter = family_of(viewer=office.head, document_id=letter.pk)
    assert _names(from_letter.after) == [
        ("Được trả lời bởi", "Báo cáo", [("Được thay thế bởi", "Báo cáo thay thế", [("Được đính chính bởi", "Đính chính báo cáo")])])
    ]


def test_a_loop_ends(office: Office) -> None:
    one, two, three = (draft(office, name) for name in "abc")
    for source, target in ((one, two), (two, three), (three, one)):
        _tie(source, RelationKind.RELATED, target)

    found = family_of(viewer=office.officer, document_id=one.pk)

    assert _names(found.before) == [("Liên quan", "b", [("Liên quan", "c")])]
    assert _names(found.after) == [("Liên quan", "c", [("Liên quan", "b")])]


def test_whom_one_may_not_see_is_not_there_nor_what_hangs_on_them(office: Office) -> None:
    mine, hidden, behind = draft(office, "của tôi"), draft(office, "của phòng khác", who="truongkinhte"), draft(office, "phía sau")
    _tie(mine, RelationKind.BASED_ON, hidden)
    _tie(hidden, RelationKind.BASED_ON, behind)

    as_officer = family_of(viewer=office.officer, document_id=mine.pk)
    as_leader = family_of(viewer=office.leader, document_id=mine.pk)

    assert as_officer.is_alone
    assert _names(as_leader.before) == [("Căn cứ", "của phòng khác", [("Căn cứ", "phía sau")])]
    with pytest.raises(NotVisible):
        family_of(viewer=office.officer, document_id=hidden.pk)


def test_a_big_family_costs_no_more_queries(office: Office) -> None:
    root = draft(office, "gốc")

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            family_of(viewer=office.officer, document_id=root.pk)
        return len(captured)

    _tie(draft(office, "một"), RelationKind.BASED_ON, root)
    few = cost()
    for place in range(10):
        _tie(draft(office, f"nữa {place}"), RelationKind.BASED_ON, root)
    assert cost() == few <= 4


def test_a_very_big_family_hides_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_any, "FEW", 2)
    root, letter = draft(office, "gốc"), make_given(office, make_incoming(office, subject="đến"), helping=[])
    hidden = draft(office, "của phòng khác", who="truongkinhte")
    _tie(root, RelationKind.ANSWERS, letter)
    _tie(root, RelationKind.BASED_ON, hidden)

    assert _names(family_of(viewer=office.head, document_id=root.pk).before) == [("Trả lời", "đến")]
    assert len(family_of(viewer=office.leader, document_id=root.pk).before) == 2
