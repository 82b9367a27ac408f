"""The rule of who may see documents coming in, asked of many by their keys, says what it says of one."""

from __future__ import annotations

from congso.domains.documents.enums import Direction
from congso.domains.documents.models import Document
from congso.domains.documents.policies_incoming import seen_among, visible_to
from congso.domains.documents.services.incoming_routing import Routing, assign_officer, give_back, give_more
from congso.domains.dossiers.tests.makers import SYSTEM, Office
from tests.finding.makers import draft
from tests.incoming.makers import make_given, make_incoming


def test_everybody_sees_among_many_what_they_see_of_each(office: Office) -> None:
    units, accounts = office.units, office.accounts
    make_incoming(office, number_text="1/X")
    make_given(office, make_incoming(office, number_text="2/X"), helping=[])
    handed = make_given(office, make_incoming(office, number_text="3/X"))
    assert handed.case_id is not None
    assign_officer(actor=office.head, case_id=handed.case_id, seen_seq=None, holder_id=accounts["chuyenvien"])
    told = make_given(office, make_incoming(office, number_text="4/X"), helping=[],
                      knowing_people=[(accounts["chuyenvien2"], units["phuong-vp"])])  # fmt: skip
    give_more(actor=office.leader, document_id=told.pk, routing=Routing(text="", knowing=[units["phuong-kt"]]))
    back = make_given(office, make_incoming(office, number_text="5/X"), helping=[])
    assert back.case_id is not None
    give_back(actor=office.head, case_id=back.case_id, seen_seq=None, reason="Không thuộc nhiệm vụ")
    draft(office, "Về việc không phải văn bản đến")
    ids = list(Document.objects.filter(direction=Direction.INCOMING).values_list("pk", flat=True))
    assert len(ids) == 5

    sizes = {}
    for name in accounts:
        viewer = office.actor(name)
        one_by_one = set(Document.objects.filter(visible_to(viewer)).values_list("pk", flat=True))
        assert seen_among(viewer, ids) == one_by_one, name
        sizes[name] = len(one_by_one)
    assert seen_among(SYSTEM, ids) == set(ids)
    assert seen_among(office.leader, []) == set()
    assert (sizes["lanhdao"], sizes["vanthu"], sizes["sochuyenvien"]) == (5, 5, 0)
    assert 0 < sizes["truongkinhte"] < sizes["chuyenvien"] < 5
