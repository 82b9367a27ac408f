"""The content of a VietQR code, held against a published one and against sums done by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congso.domains.fees.vietqr import Transfer, crc16, transfer_text, vietqr_text

NAPAS_EXAMPLE = (
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN"
    "62340107NPS68690819thanh toan don hang63042E2E"
)
"""The example of NAPAS's specification of VietQR (transfer to an account, dynamic)."""


def test_the_published_example_comes_out_sign_by_sign() -> None:
    sent = Transfer("970403", "0011012345678", 180_000, "thanh toan don hang", bill="NPS6869")

    assert vietqr_text(sent) == NAPAS_EXAMPLE


def test_the_checksum_is_that_of_the_standard() -> None:
    assert crc16(b"123456789") == 0x29B1, "check value of CRC-16/CCITT-FALSE"
    assert crc16(b"") == 0xFFFF
    assert crc16(b"A") == 0xB915
    assert crc16(NAPAS_EXAMPLE[:-4].encode()) == 0x2E2E


def test_every_field_says_its_own_length() -> None:
    text = vietqr_text(Transfer("970436", "1234567890", 8000, "CS23456789AB"))

    fields, rest = {}, text
    while rest:
        name, size = rest[:2], int(rest[2:4])
        fields[name], rest = rest[4 : 4 + size], rest[4 + size :]
    assert list(fields) == ["00", "01", "38", "53", "54", "58", "62", "63"]
    assert (fields["54"], fields["53"], fields["62"]) == ("8000", "704", "0812CS23456789AB")
    assert fields["38"] == "0010A000000727" + "0124" + "0006970436" + "01101234567890" + "0208QRIBFTTA"


@given(st.integers(1, 10**12), st.text(alphabet="ABCDEFGHJKM23456789", min_size=1, max_size=25))
def test_one_wrong_sign_breaks_the_checksum(amount: int, text: str) -> None:
    code = vietqr_text(Transfer("970436", "1234567890", amount, text))
    broken = code.replace("VN", "VM", 1)

    assert crc16(code[:-4].encode()) == int(code[-4:], 16)
    assert crc16(broken[:-4].encode()) != int(broken[-4:], 16)


@pytest.mark.parametrize("amount", [0, -8000])
def test_there_is_no_code_for_nothing(amount: int) -> None:
    with pytest.raises(ValueError, match=str(amount)):
        vietqr_text(Transfer("970436", "1234567890", amount, "x"))


def test_transfer_texts_are_plain_and_short() -> None:
    assert transfer_text("Lệ phí hộ tịch – Đồng Tháp, tháng 11") == "LE PHI HO TICH DONG THAP"
