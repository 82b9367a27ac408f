"""Vietnamese text as people write it, look for it, sort it and read it aloud."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congso.core.text import (
    NameParts,
    filename_safe,
    fold,
    mask_name,
    mask_number,
    name_parts,
    nfc,
    number_in_words,
    sort_key,
    sort_name_key,
)


def test_text_from_a_mac_or_a_web_page_becomes_one_written_form() -> None:
    decomposed = unicodedata.normalize("NFD", "Ủy ban nhân dân")
    assert nfc("\ufeff" + decomposed + "\u200b\u200e") == "Ủy ban nhân dân"
    assert nfc("a\u00a0b") == "a b"
    assert nfc("  Lê \n  Lợi ", collapse=True) == "Lê Lợi"
    assert nfc("tệp\x00") == "tệp", "PostgreSQL refuses NUL"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Đường Lê Lợi", "duong le loi"),
        ("Hoà", "hoa"),
        ("hòa", "hoa"),
        ("THUÝ", "thuy"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ánh Hường"), "nguyen thi anh huong"),
        ("Ðà Nẵng", "da nang"),
        ("Müller  Ắt", "muller at"),
        ("H15.50-261008", "h15.50-261008"),
    ],
)
def test_search_finds_with_and_without_marks(typed: str, key: str) -> None:
    assert fold(typed) == key


@given(st.text(alphabet="aăâbcdđeêghiôơưyáàảãạớữ ", max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def in_order(words: list[str], key: object = sort_key) -> None:
    assert callable(key)
    mixed = list(words)
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=key) == words


def test_letters_first_then_tones() -> None:
    in_order(
        [
            "a",
            "à",
            "ả",
            "ã",
            "á",
            "ạ",
            "ac",
            "ă",
            "ắ",
            "âu",
            "b",
            "c",
            "d",
            "đ",
            "e",
            "ê",
            "o",
            "ô",
            "ơ",
            "u",
            "ư",
            "y",
        ]
    )
    in_order(["ma", "mà", "mả", "mã", "má", "mạ", "mai", "măng", "mận"])
    in_order(["má ba", "ma bà"][::-1])
    in_order(["An Bình", "An Hữu", "Anh", "Ân", "Bà Rịa", "Cao Lãnh", "Dĩ An", "Đạo Thạnh", "Gò Công"])
    in_order(["Phường 2", "Phường 3", "Phường An Hội"])


def test_both_ways_to_place_a_tone_sort_alike_and_punctuation_does_not_count() -> None:
    assert sort_key("Hoà") == sort_key("hòa")
    assert sort_key("Bà Rịa - Vũng Tàu") == sort_key("bà rịa vũng tàu")


@given(st.text(alphabet="aăâbdđeêơưáàảãạớữ "), st.text(alphabet="aăâbdđeêơưáàảãạớữ "))
def test_the_plain_letters_decide_before_any_tone(one: str, other: str) -> None:
    letters_one, letters_other = (sort_key(text).split("\t")[0] for text in (one, other))
    if letters_one != letters_other:
        assert (sort_key(one) < sort_key(other)) == (letters_one < letters_other)


def test_people_are_listed_by_given_name_then_family_then_middle() -> None:
    in_order(
        ["Trần Văn An", "Lê Thị Anh", "Nguyễn Thị Ánh", "Nguyễn Văn Ánh", "Phạm Ánh", "Đỗ Bình", "Y Moan"],
        sort_name_key,
    )


def test_name_parts() -> None:
    assert name_parts("  Nguyễn Thị  Minh Anh ") == NameParts("Nguyễn", "Thị Minh", "Anh")
    assert name_parts("Lê Lợi") == NameParts("Lê", "", "Lợi")
    assert name_parts("Sơn") == NameParts("", "", "Sơn")


def test_the_public_page_does_not_give_the_name_away() -> None:
    assert mask_name("Nguyễn Văn An") == "Nguyễn V** A**"
    assert mask_name("Sơn") == "S**"
    assert mask_name("") == ""


def test_numbers_in_lists_keep_three_digits() -> None:
    assert mask_number("087203001234") == "*********234"
    assert mask_number("12") == "**", "a short number must not show whole"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (1_000, "một nghìn"),
        (1_010, "một nghìn không trăm mười"),
        (1_234_005, "một triệu hai trăm ba mươi tư nghìn không trăm linh năm"),
        (1_000_005, "một triệu không trăm linh năm"),
        (2_000_000_000, "hai tỷ"),
        (1_000_000_021, "một tỷ không trăm hai mươi mốt"),
        (3_000_000_000_000, "ba nghìn tỷ"),
        (-7, "âm bảy"),
    ],
)
def test_numbers_read_aloud(value: int, words: str) -> None:
    assert number_in_words(value) == words


def test_file_names_stay_readable_and_harmless() -> None:
    assert filename_safe("Quyết định số 15/QĐ-UBND.pdf") == "Quyết định số 15-QĐ-UBND.pdf"
    assert filename_safe("Quyết định.pdf", ascii_only=True) == "Quyet-dinh.pdf"
    assert "/" not in filename_safe("../../etc/passwd")
    assert not filename_safe("../../etc/passwd").startswith(".")
    assert filename_safe("") == "tep"
    assert filename_safe("CON.txt") == "tep-CON.txt"
    long = filename_safe("ệ" * 300 + ".pdf")
    assert len(long.encode()) <= 180
    assert long.endswith(".pdf")
