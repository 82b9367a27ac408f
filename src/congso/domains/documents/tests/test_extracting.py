"""Passages are taken word for word and in order; strips are read as they are typed."""

from __future__ import annotations

import pytest

from congso.domains.documents.errors_copies import CopyRefused
from congso.domains.documents.extracting import Strip, arrange, passages_of, strips_of

SOURCE = [
    "Căn cứ Luật Hộ tịch số 60/2014/QH13;", "Điều 1. Giao Sở Tư pháp chủ trì. Giao Sở Tài chính phối hợp.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.", "Điều 3. Chánh Văn phòng chịu trách nhiệm thi hành./.",
]  # fmt: skip


def kinds(pieces: list[dict[str, str]]) -> list[str]:
    return [f"{piece.get('lead', '')}{piece.get('text', '…')}" for piece in pieces]


def test_neighbours_stand_together_and_what_is_between_others_is_marked() -> None:
    assert kinds(arrange(SOURCE, [SOURCE[1], SOURCE[2]])) == [SOURCE[1], SOURCE[2]]
    assert kinds(arrange(SOURCE, [SOURCE[0], SOURCE[2]])) == [SOURCE[0], "…", SOURCE[2]]
    assert arrange(SOURCE, [SOURCE[2]])[0] == {"kind": "article", "lead": "Điều 2. ", "text": "Quyết định này có hiệu lực kể từ ngày ký."}


def test_a_sentence_of_a_passage_may_stand_alone_and_lines_may_break_elsewhere() -> None:
    pieces = arrange(SOURCE, ["Giao Sở Tài chính\n phối hợp.", SOURCE[3]])
    assert kinds(pieces) == ["Giao Sở Tài chính phối hợp.", "…", SOURCE[3]]


@pytest.mark.parametrize("changed", [
    "Giao Sở Tư pháp phối hợp.", "giao Sở Tư pháp chủ trì.", "Giao Sở Tư phap chủ trì.", "Giao Sở Tư pháp chủ trì", "iao Sở Tư pháp",
    "Giao Sở Tư pháp chủ tr", "Điều 4.", "Điều 2. Quyết định này có hiệu lực kể từ ngày ký!", "60/2014/QH1",
])  # fmt: skip
def test_a_changed_letter_or_a_cut_word_is_refused(changed: str) -> None:
    if changed == "Giao Sở Tư pháp chủ trì":  # ends before its full stop: still the source's own words
        assert kinds(arrange(SOURCE, [changed])) == [changed]
        return
    with pytest.raises(CopyRefused, match="không đúng nguyên văn"):
        arrange(SOURCE, [changed])


def test_another_order_than_the_sources_is_refused() -> None:
    with pytest.raises(CopyRefused, match="đứng trước đoạn ghi ở trên"):
        arrange(SOURCE, [SOURCE[2], SOURCE[1]])


def test_a_passage_said_twice_may_be_taken_twice() -> None:
    source = ["Giao cho Sở.", "Khác.", "Giao cho Sở."]
    assert kinds(arrange(source, ["Giao cho Sở.", "Giao cho Sở."])) == ["Giao cho Sở.", "…", "Giao cho Sở."]
    with pytest.raises(CopyRefused):
        arrange(source, ["Giao cho Sở."] * 3)


def test_broken_lines_of_a_layout_become_paragraphs() -> None:
    text = ("Điều 1. Giao Sở Tư pháp chủ trì, phối hợp với\ncác sở, ngành có liên quan\nthực hiện.\nĐiều 2. Hiệu lực.\n\n"
            "a) Điểm thứ nhất\nb) điểm thứ hai\n- Gạch đầu dòng\nnối tiếp.")  # fmt: skip
    assert passages_of(text) == [
        "Điều 1. Giao Sở Tư pháp chủ trì, phối hợp với các sở, ngành có liên quan thực hiện.", "Điều 2. Hiệu lực.",
        "a) Điểm thứ nhất", "b) điểm thứ hai", "- Gạch đầu dòng nối tiếp.",
    ]  # fmt: skip


@pytest.mark.parametrize(("typed", "strips"), [
    (["2: 30-60"], [Strip(2, 30, 60)]), (["2:0–100 %", "1 : 5 - 20"], [Strip(1, 5, 20), Strip(2, 0, 100)]), ([], []),
])  # fmt: skip
def test_strips_are_read_in_the_order_of_the_paper(typed: list[str], strips: list[Strip]) -> None:
    assert strips_of(typed) == strips


@pytest.mark.parametrize("typed", ["2", "0: 1-2", "1: 60-30", "1: 30-30", "1: 30-101", "a: 1-2", "1: 1,5-3"])
def test_strips_that_are_none_are_refused(typed: str) -> None:
    with pytest.raises(CopyRefused, match="vùng trích"):
        strips_of([typed])
