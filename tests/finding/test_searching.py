"""The search of documents: by number, words, people, days, filters; only what one may see, not even a count of the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congso.core import clock
from congso.core.actors import system_actor
from congso.domains.documents import queries_finding
from congso.domains.documents.models import Document, SearchEntry
from congso.domains.documents.services.finding import fill_index
from congso.domains.documents.services.incoming_registering import Arrival, register_incoming
from congso.domains.documents.services.incoming_routing import assign_officer, finish, give_back
from congso.domains.documents.services.outgoing import save_draft
from congso.domains.documents.services.outgoing_numbering import reserve_number
from congso.domains.dossiers.tests.makers import Office
from tests.finding.makers import counts, draft, find, subjects
from tests.incoming.makers import letter_pdf, make_arrival, make_given, make_incoming


def test_words_are_found_without_tones_in_any_order_in_heading_and_text(office: Office) -> None:
    draft(office, "Về việc khen thưởng tập thể", body="Điều 1. Tặng giấy khen cho bà Huỳnh Thị Bé Năm.")

    for words in ("khen thưởng", "thuong khen", "KHEN  THƯỞNG tap the", "huynh thi be nam", "Trần Minh Khoa", "quyết định khen", "UBND phuong Cao Lanh be nam"):
        expected = [] if words.startswith("UBND") else ["Về việc khen thưởng tập thể"]
        assert subjects(office.officer, words) == expected, words
    assert subjects(office.officer, "Ủy ban nhân dân phường Cao Lãnh") == ["Về việc khen thưởng tập thể"]
    assert subjects(office.officer, "khen thưởng cá nhân") == []


def test_a_number_is_found_first_however_it_is_written(office: Office) -> None:
    make_incoming(office, number_text="15/QĐ-UBND", subject="phê duyệt kế hoạch")
    make_incoming(office, number_text="15/QĐ-UBND-NV", subject="nhắc đến số 15 QĐ UBND và nhiều điều khác")
    make_incoming(office, number_text="215/QĐ-UBND", subject="việc khác")

    for words in ("15/QĐ-UBND", "15 qd ubnd", "15/qđ-ubnd", "15QDUBND"):
        assert subjects(office.registry, words)[0] == "phê duyệt kế hoạch", words
        assert "việc khác" not in subjects(office.registry, words)
    assert set(subjects(office.registry, "15")) == {"phê duyệt kế hoạch", "nhắc đến số 15 QĐ UBND và nhiều điều khác"}


def test_relevance_puts_the_heading_before_the_text_and_a_row_of_words_before_scattered_ones(office: Office) -> None:
    text = draft(office, "Về việc tổ chức hội nghị", body="Nội dung: thu gom rác thải sinh hoạt tại khu dân cư.")
    row = draft(office, "Về việc thu gom rác thải sinh hoạt")
    scattered = draft(office, "Về sinh hoạt hè, thu dọn và gom rác thải")
    newest = draft(office, "Báo cáo tuần", body="Rác thải sinh hoạt đã thu gom xong.")

    by_relevance = [hit.line.id for hit in find(office.officer, "thu gom rác thải sinh hoạt").hits]
    by_day = [hit.line.id for hit in find(office.officer, "thu gom rác thải sinh hoạt", order="ngay").hits]

    assert by_relevance == [row.pk, scattered.pk, newest.pk, text.pk]
    assert by_day == [newest.pk, scattered.pk, row.pk, text.pk]


def test_filters_with_counts_and_days(office: Office) -> None:
    today = clock.today()
    make_incoming(office, number_text="1/STP-A", issued_on=today, urgency=1)
    make_incoming(office, number_text="2/SYT-B", issued_on=today - timedelta(days=400), issuer_name="Sở Y tế", type_code="BC")
    draft(office, "Rà soát đăng ký khai sinh quá hạn", who="chuyenvien")

    everything = find(office.registry, "khai sinh")
    assert everything.total == 3
    assert counts(everything, "direction") == {"in": 2, "out": 1}
    assert counts(everything, "type") == {"-": 1, "BC": 1, "QĐ": 1}
    assert counts(everything, "urgency") == {"0": 2, "1": 1}
    assert counts(everything, "state") == {"received": 2, "draft": 1}
    assert counts(everything, "issuer")["Sở Y tế"] == 1
    assert counts(everything, "year") == {str(today.year): 2, str((today - timedelta(days=400)).year): 1}

    def numbers(**boxes: object) -> set[str]:
        return {hit.line.number_text for hit in find(office.registry, "khai sinh", **boxes).hits}

    assert numbers(direction="in") == {"1/STP-A", "2/SYT-B"}
    assert numbers(type="BC") == {"2/SYT-B"}
    assert numbers(type="-") == {"1/STP-A"}
    assert numbers(issuer="Sở Y tế") == {"2/SYT-B"}
    assert numbers(state="draft") == {""}
    assert numbers(urgency="1") == {"1/STP-A"}
    assert numbers(unit=str(office.units["phuong-vp"])) == {""}
    assert numbers(year=str(today.year), direction="in") == {"1/STP-A"}
    assert numbers(begin=today - timedelta(days=500), end=today - timedelta(days=300)) == {"2/SYT-B"}
    assert numbers(begin=today) == {"1/STP-A", ""}
    assert numbers(year="abc") == set()


def test_nothing_leaks_to_who_may_not_see_it_not_even_a_count(office: Office) -> None:
    make_given(office, make_incoming(office, number_text="9/BM-X", subject="thanh tra đột xuất"), helping=[])
    draft(office, "Kết luận thanh tra", body="thanh tra đột xuất tại trạm y tế")

    for who, expected in (("lanhdao", 2), ("vanthu", 2), ("chuyenvien", 2), ("truongkinhte", 0), ("motcua", 0), ("quantri", 0)):
        found = find(office.actor(who), "thanh tra")
        assert found.total == expected, who
        assert sum(counts(found, "direction").values()) == expected, who
        assert sum(counts(found, "issuer").values()) == expected, who
        assert len(found.hits) == expected, who
        assert queries_finding.by_number(viewer=office.actor(who), asked=queries_finding.Asked(text="9/BM-X")) == [] or expected


def test_marks_that_are_out_of_date_show_nothing_that_the_rule_hides(office: Office) -> None:
    document = make_given(office, make_incoming(office, subject="giao nhầm phòng"), main_unit_id=office.units["phuong-kt"], helping=[])
    assert subjects(office.actor("truongkinhte"), "nham phong") == ["giao nhầm phòng"]
    kept = SearchEntry.objects.get(pk=document.pk).words
    assert document.case_id
    give_back(actor=office.actor("truongkinhte"), case_id=document.case_id, seen_seq=None, reason="Không thuộc nhiệm vụ")
    SearchEntry.objects.filter(pk=document.pk).update(words=kept)

    found = find(office.actor("truongkinhte"), "nham phong")

    assert (found.total, found.hits, found.facets["state"]) == (0, [], [])


def test_who_is_given_a_document_finds_it_while_working_on_it_and_after(office: Office) -> None:
    document = make_given(office, make_incoming(office, subject="báo cáo đột xuất bão lũ"), helping=[])
    assert document.case_id
    assign_officer(actor=office.head, case_id=document.case_id, seen_seq=None, holder_id=office.accounts["chuyenvien"])
    assert subjects(office.officer, "bao lu") == ["báo cáo đột xuất bão lũ"]
    finish(actor=office.officer, case_id=document.case_id, seen_seq=None, result="Đã báo cáo")
    assert subjects(office.officer, "bao lu", state="done") == ["báo cáo đột xuất bão lũ"]
    assert subjects(office.officer, "bao lu", state="in_work") == []


def test_the_text_layer_of_a_file_that_came_in_is_found_with_its_snippet(office: Office) -> None:
    from congso.domains.documents.services.incoming_holding import hold_file

    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=letter_pdf(office))
    register_incoming(actor=office.registry, arrival=Arrival(**(vars(make_arrival(office, held=held)) | {"subject": "Kế hoạch năm"})))

    hit = find(office.registry, "kem theo quyet dinh kiem soat").hits[0]

    assert "".join(piece.text for piece in hit.snippet if piece.marked).lower().count("kiểm soát") >= 1
    assert all(piece.text.strip() for piece in hit.snippet if piece.marked)


def test_a_changed_draft_is_found_by_what_it_says_now(office: Office) -> None:
    from congso.domains.documents.services.outgoing import DraftIn

    document = draft(office, "Về việc tuyển dụng", body="tuyển viên chức")
    save_draft(actor=office.officer, document_id=document.pk, seen_seq=None,
               draft=DraftIn(type_code="QĐ", subject="Về việc bổ nhiệm", body="bổ nhiệm trưởng phòng"))  # fmt: skip

    assert subjects(office.officer, "tuyen dung") == []
    assert subjects(office.officer, "truong phong bo nhiem") == ["Về việc bổ nhiệm"]
    reserve_number(actor=office.registry, document_id=document.pk, seen_seq=None)
    document.refresh_from_db()
    assert subjects(office.officer, document.number_text) == ["Về việc bổ nhiệm"]


@pytest.mark.parametrize("order", ["ngay", "lien-quan"])
def test_pages_go_on_to_the_last_and_no_document_twice(office: Office, order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_finding, "PAGE", 3)
    documents = [draft(office, f"Chuyển đổi số lần thứ {place}") for place in range(8)]

    seen, after = [], ""
    for _page in range(5):
        found = find(office.officer, "chuyen doi so", after=after, order=order)
        seen += [hit.line.id for hit in found.hits]
        after = found.after
        assert found.total == 8
        if not after:
            break

    assert seen == [each.pk for each in reversed(documents)]


def test_more_than_are_counted_is_said_and_days_go_on_beyond(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_finding, "COUNTED", 4)
    monkeypatch.setattr(queries_finding, "PAGE", 3)
    documents = [draft(office, f"Phòng cháy lần {place}") for place in range(7)]
    SearchEntry.objects.filter(pk=documents[0].pk).update(day=clock.today() - timedelta(days=900))

    first = queries_finding.find_documents(viewer=office.officer, asked=queries_finding.Asked(text="phòng cháy"))
    assert (first.total, first.more) == (4, True)

    seen, after = [], ""
    while True:
        found = find(office.officer, "phong chay", after=after, order="ngay")
        seen += [hit.line.id for hit in found.hits]
        after = found.after
        if not after:
            break
    assert seen == [each.pk for each in reversed(documents)]


def test_the_search_costs_the_same_however_much_there_is(office: Office) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            find(office.officer, "dân số kế hoạch")
        return len(captured)

    draft(office, "Dân số kế hoạch năm 2026")
    cost()
    few = cost()
    for place in range(12):
        draft(office, f"Kế hoạch dân số {place}", body="dân số, kế hoạch hóa gia đình")
    assert cost() == few <= 9


def test_strange_words_are_only_words(office: Office) -> None:
    draft(office, "Về việc a'b")
    for words in ("'", "a'b", "\\", "!&|():*", "<->", "x" * 500, "\x00", "~a1", "#15", ".dat", "%_%"):
        find(office.officer, words)
    assert subjects(office.officer, "a'b") == ["Về việc a'b"]


def test_documents_from_before_the_search_are_filled_in(office: Office) -> None:
    document = draft(office, "Từ trước khi có tìm kiếm")
    SearchEntry.objects.all().delete()
    assert subjects(office.officer, "tu truoc") == []

    assert fill_index(actor=system_actor("Chỉ mục")) == Document.objects.count()

    assert [hit.line.id for hit in find(office.officer, "tu truoc").hits] == [document.pk]
    assert fill_index(actor=system_actor("Chỉ mục")) == 0
