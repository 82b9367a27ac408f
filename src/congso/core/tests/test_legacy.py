"""Text of before Unicode: suspected, shown, converted; never text that reads well as it stands."""

from __future__ import annotations

import unicodedata

import pytest

from congso.core.legacy import Encoding, bytes_to_unicode, is_syllable, looks_legacy, to_unicode

UNICODE = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc. Ủy ban nhân dân tỉnh Tiền Giang, "
    "Nguyễn Thị Ánh Hường, phường Đạo Thạnh, khiếu nại tố cáo, quyết định số 15/QĐ-UBND."
)
TCVN3 = (
    b"C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam. \xa7\xe9c l\xcbp - T\xf9 do - H\xb9nh ph\xf3c. "
    b"\xf1y ban nh\xa9n d\xa9n t\xd8nh Ti\xd2n Giang, Nguy\xd4n Th\xde \xb8nh H\xad\xeang, ph\xad\xeang "
    b"\xa7\xb9o Th\xb9nh, khi\xd5u n\xb9i t\xe8 c\xb8o, quy\xd5t \xae\xdenh s\xe8 15/Q\xa7-UBND."
)
VNI = (
    b"Co\xe4ng ho\xf8a xa\xf5 ho\xe4i chu\xfb ngh\xf3a Vie\xe4t Nam. \xd1o\xe4c la\xe4p - T\xf6\xef do - "
    b"Ha\xefnh phu\xf9c. U\xdby ban nha\xe2n da\xe2n t\xe6nh Tie\xe0n Giang, Nguye\xe3n Th\xf2 A\xd9nh "
    b"H\xf6\xf4\xf8ng, ph\xf6\xf4\xf8ng \xd1a\xefo Tha\xefnh, khie\xe1u na\xefi to\xe1 ca\xf9o, "
    b"quye\xe1t \xf1\xf2nh so\xe1 15/Q\xd1-UBND."
)


def test_a_vni_file_becomes_unicode() -> None:
    assert bytes_to_unicode(VNI, "vni") == UNICODE


def test_a_tcvn3_file_becomes_unicode_with_its_toned_capitals_small() -> None:
    expected = UNICODE.replace("Ủy", "ủy").replace("Ánh", "ánh")
    assert bytes_to_unicode(TCVN3, "tcvn3") == expected, "TCVN3 has no byte for Ủ and Á"


def test_a_capital_font_draws_small_bytes_as_capitals() -> None:
    assert to_unicode("tØnh tiÒn giang", "tcvn3", capital_font=True) == "TỈNH TIỀN GIANG"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TCVN3.decode("latin-1"), "tcvn3"),
        (VNI.decode("latin-1"), "vni"),
        ("NguyÔn ThÞ H­êng", "tcvn3"),
        ("ng­êi d©n x· §¹o Th¹nh", "tcvn3"),
        ("Nguyeãn Vaên Baûy", "vni"),
        ("thò xaõ Goø Coâng", "vni"),
    ],
)
def test_old_text_is_suspected(text: str, encoding: Encoding) -> None:
    assert looks_legacy(text) == encoding


@pytest.mark.parametrize(
    "text",
    [
        UNICODE,
        unicodedata.normalize("NFD", UNICODE),
        "Hòa bình, Tôi là Hà, xã Tân Hà, bà Lê",
        "Nguyen Van A, 15/QD-UBND",
        "¿Está aquí el señor José?",
        "Société générale, café à Paris, déjà vu",
        "",
        "20 °C, 5 m², © 2026",
    ],
)
def test_text_that_reads_as_it_stands_is_left_alone(text: str) -> None:
    assert looks_legacy(text) is None


def test_the_shape_of_a_syllable() -> None:
    for word in ("nghĩa", "quyết", "Đạo", "khuỷu", "giặt", "ưởn", "yêu", "gì", "oanh"):
        assert is_syllable(word), word
    for word in ("josộ", "estỏ", "cafộ", "bcd", "áả"):
        assert not is_syllable(word), word
