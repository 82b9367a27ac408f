"""What a document is based on and related to: named on the draft and later, taken back, proposed as grounds, hidden where it must be."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.domains.documents.enums import RelationKind
from congso.domains.documents.family import family_of
from congso.domains.documents.models import Document, Outgoing, Relation
from congso.domains.documents.queries_relations import proposed_grounds, ties_of, to_relate
from congso.domains.documents.services.outgoing_relating import relate_document, unrelate_document
from congso.domains.dossiers.tests.expecting import refused
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.people.models import Account
from tests.finding.makers import draft as draft_of
from tests.outgoing.conftest import Desk
from tests.outgoing.test_refusals import issued

pytestmark = pytest.mark.django_db(transaction=True)
DECREE = "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"


def _base(desk: Desk, document: Document, *targets: Document, outside: tuple[str, ...] = (), who: str = "chuyenvien") -> list[Relation]:
    return relate_document(actor=desk.actor(who), document_id=document.pk, kind=RelationKind.BASED_ON,
                           target_ids=[each.pk for each in targets], outside=outside)  # fmt: skip


def test_several_are_named_at_once_proposed_as_grounds_and_seen_from_both_ends(desk: Desk) -> None:
    plan, rules = issued(desk, subject="Ban hành Kế hoạch số hóa"), issued(desk, subject="Ban hành Quy chế làm việc")
    draft = desk.draft(grounds=[])

    assert len(_base(desk, draft, plan, rules, outside=(DECREE,))) == 3
    assert _base(desk, draft, plan, outside=(DECREE,)) == []  # named already

    officer = desk.office.officer
    lines = proposed_grounds(viewer=officer, document_id=draft.pk, written=[])
    assert lines[0].startswith(f"Căn cứ Quyết định số {plan.number_text} ngày ")
    assert lines[0].endswith("của Ủy ban nhân dân phường Cao Lãnh về việc ban hành Kế hoạch số hóa")
    assert lines[2] == f"Căn cứ {DECREE}"
    assert proposed_grounds(viewer=officer, document_id=draft.pk, written=lines[:2]) == [lines[2]]
    assert [tie.label for tie in ties_of(viewer=officer, document_id=draft.pk)] == ["Căn cứ"] * 3
    assert [tie.label for tie in ties_of(viewer=officer, document_id=plan.pk)] == ["Là căn cứ của"]
    assert {each.outside or (each.line and each.line.id) for each in family_of(viewer=officer, document_id=draft.pk).before} == {plan.pk, rules.pk, DECREE}


def test_it_is_taken_back_and_the_log_keeps_both(desk: Desk) -> None:
    draft = desk.draft()
    (row,) = _base(desk, draft, outside=(DECREE,))
    unrelate_document(actor=desk.office.officer, document_id=draft.pk, relation_id=row.pk)
    assert ties_of(viewer=desk.office.officer, document_id=draft.pk) == []
    said = AuditEntry.objects.filter(outcome=Outcome.DONE, action__in=["documents.relate", "documents.unrelate"]).order_by("pk")
    assert [each.action for each in said] == ["documents.relate", "documents.unrelate"]


def test_the_registry_still_names_what_belongs_to_an_issued_document_and_strangers_do_not(desk: Desk) -> None:
    one, two = issued(desk), issued(desk)
    relate_document(actor=desk.office.registry, document_id=one.pk, kind=RelationKind.RELATED, target_ids=[two.pk])
    with refused(NotAllowed, "."):
        _base(desk, one, two, who="truongphong")
    with refused(NotVisible, "."):
        _base(desk, one, two, who="sochuyenvien")
    assert Relation.objects.count() == 1


def test_what_has_consequences_itself_and_the_unseen_are_refused_and_nothing_is_written(desk: Desk) -> None:
    draft, hidden = desk.draft(), draft_of(desk.office, "Việc của phòng khác", who="truongkinhte")
    officer = desk.office.officer
    with refused(InvalidInput, "không ghi được quan hệ này"):
        relate_document(actor=officer, document_id=draft.pk, kind=RelationKind.RECALLS, target_ids=[draft.pk])
    with refused(InvalidInput, "chính nó"):
        relate_document(actor=officer, document_id=draft.pk, kind=RelationKind.RELATED, target_ids=[draft.pk])
    with refused(NotVisible, "."):
        relate_document(actor=officer, document_id=draft.pk, kind=RelationKind.RELATED, target_ids=[hidden.pk], outside=[DECREE])
    assert not Relation.objects.exists()
    assert [line.id for line in to_relate(viewer=officer, document_id=draft.pk, words="việc của phòng khác")] == []
    assert [line.id for line in to_relate(viewer=desk.office.leader, document_id=draft.pk, words="việc của phòng khác")] == [hidden.pk]


def test_what_a_new_document_does_to_another_is_not_taken_back_here(desk: Desk) -> None:
    old, new = issued(desk), desk.draft()
    row = Relation.objects.create(source=new, kind=RelationKind.REPLACES, target=old)
    with refused(NotVisible, "."):
        unrelate_document(actor=desk.office.officer, document_id=new.pk, relation_id=row.pk)
    assert Relation.objects.filter(pk=row.pk).exists()


def test_by_the_pages_found_ticked_and_taken_into_the_grounds(desk: Desk, client: Client) -> None:
    plan, draft = issued(desk, subject="Ban hành Kế hoạch số hóa"), desk.draft(grounds=[])
    client.force_login(Account.objects.get(pk=desk.office.accounts["chuyenvien"]))
    address = f"/van-ban/di/{draft.pk}/quan-he/"
    assert plan.number_text in client.get(address, {"q": "kế hoạch số hóa"}).content.decode()
    assert client.post(address, {"kind": "based_on"}).status_code == 422
    assert client.post(address, {"kind": "based_on", "targets": [str(plan.pk)], "outside": DECREE}).status_code == 302
    page = client.get(f"/van-ban/di/{draft.pk}/soan/").content.decode()
    assert "về việc ban hành Kế hoạch số hóa" in page
    lines = proposed_grounds(viewer=desk.office.officer, document_id=draft.pk, written=[])
    boxes = {"type_code": "QĐ", "subject": "Việc mới", "body": "x", "copies": 1, "take_grounds": lines}
    assert client.post(f"/van-ban/di/{draft.pk}/soan/", boxes).status_code == 302
    assert Outgoing.objects.get(pk=draft.pk).grounds == lines
    shown = client.get(f"/van-ban/di/{draft.pk}/").content.decode()
    assert DECREE in shown
