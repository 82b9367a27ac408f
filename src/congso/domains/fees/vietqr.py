"""VietQR: a bank transfer as a QR code (EMVCo Merchant-Presented QR, NAPAS FastFund 247), as plain functions.

Each field is two digits of name, two of length, then its value; the last one is a checksum over all before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from congso.core.text import fold

NAPAS = "A000000727"
TO_ACCOUNT = "QRIBFTTA"
LONGEST_TEXT = 25
"""Banks cut longer transfer texts."""


@dataclass(frozen=True)
class Transfer:
    """What the QR code fills in at the payer's bank; ``amount`` in whole đồng."""

    bank_bin: str
    account_number: str
    amount: int
    text: str
    bill: str = ""


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, begun with 0xFFFF (ISO/IEC 13239, EMVCo QR 4.7.3)."""
    value = 0xFFFF
    for byte in data:
        value ^= byte << 8
        for _bit in range(8):
            value = (value << 1) ^ 0x1021 if value & 0x8000 else value << 1
            value &= 0xFFFF
    return value


def _field(name: str, value: str) -> str:
    if not 0 < len(value) < 100:
        raise ValueError(f"QR field {name}: {len(value)} signs")
    return f"{name}{len(value):02}{value}"


def transfer_text(text: str) -> str:
    """The text as every bank keeps it: plain capitals and digits, no more than 25 signs."""
    plain = "".join(sign if sign.isalnum() or sign == " " else " " for sign in fold(text).upper())
    return " ".join(plain.split())[:LONGEST_TEXT].rstrip()


def vietqr_text(transfer: Transfer) -> str:
    """The content of the QR code. Raises ValueError for an amount that is no positive number of đồng."""
    if transfer.amount <= 0:
        raise ValueError(transfer.amount)
    bank = _field("00", transfer.bank_bin) + _field("01", transfer.account_number)
    merchant = _field("00", NAPAS) + _field("01", bank) + _field("02", TO_ACCOUNT)
    about = (_field("01", transfer.bill) if transfer.bill else "") + _field("08", transfer.text)
    body = (
        _field("00", "01") + _field("01", "12") + _field("38", merchant) + _field("53", "704")
        + _field("54", str(transfer.amount)) + _field("58", "VN") + _field("62", about) + "6304"
    )  # fmt: skip
    return f"{body}{crc16(body.encode('ascii')):04X}"
