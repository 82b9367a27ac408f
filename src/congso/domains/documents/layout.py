"""Lay a document out after NĐ 30/2020, and say where its signatures go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from congso.domains.documents.authorities import DECIDES, authority_line, head_title
from congso.domains.documents.body_blocks import blocks_of
from congso.domains.documents.enums import Authority, Power, Urgency
from congso.domains.documents.types import type_name, types
from congso.foundation.printing.rendering import render_pdf, tell_places
from congso.foundation.printing.units import letterhead
from congso.foundation.printing.wording import in_vietnamese
from congso.foundation.signing.facade import Place

SIGNER, SEAL, SECOND = "NguoiKy", "CoQuan", "NguoiKyThuHai"
"""Names of the two fields every document has, and of the one for a second signer."""
_MARKS = {Urgency.URGENT: ("KHẨN", 20), Urgency.VERY_URGENT: ("THƯỢNG KHẨN", 40), Urgency.FLASH: ("HỎA TỐC", 30),
          Urgency.FLASH_AT_HOUR: ("HỎA TỐC", 30)}  # fmt: skip
"""Words and width in mm (Phụ lục I, box 10b)."""
_LETTER, _PUBLIC_LETTER = "", "THU"
_OPENERS = {"CĐ": "điện", "GM": "trân trọng kính mời"}
"""What stands before the addressees in place of «Kính gửi» (Phụ lục III, forms 1.6 and 1.7)."""


@dataclass(frozen=True)
class Beside:
    """A second signer as printed (NĐ 30/2020, Phụ lục III, form 1.9): ``THƯ KÝ`` on the left, ``ĐẠI DIỆN BÊN B`` on the right."""

    lines: Sequence[str]
    name: str
    own: str
    """What stands above the agency's signer: ``CHỦ TỌA``, ``ĐẠI DIỆN BÊN A``."""
    is_left: bool = False
    alone: bool = False
    """Whether power and position of the agency's signer are left out below that."""


@dataclass(frozen=True)
class Content:
    """What is written in a document; everything else is the form's."""

    unit_id: int
    """The agency that issues it."""
    type_code: str
    subject: str
    body: str
    """Paragraphs divided by empty lines; ``Điều 1.`` and ``Chương I`` are set as the decree wants, rows with ``|`` as a table."""
    signer_name: str
    signer_position: str
    power: Power = Power.OWN
    authority: str = Authority.AGENCY
    """Whether the collective or its head decides."""
    body_signed_for: str = ""
    """The collective or head in whose name is signed: ``Ủy ban nhân dân``, ``Chủ tịch``."""
    grounds: Sequence[str] = ()
    addressees: Sequence[str] = ()
    recipients: Sequence[str] = ()
    symbol: str = ""
    number: int | None = None
    on: date | None = None
    urgency: Urgency = Urgency.NORMAL
    arrive_by: str = ""
    """Of the urgency with an hour, in words; stands beside the mark."""
    circulation: str = ""
    drafter: str = ""
    """Sign of the drafter and number of copies (box 12)."""
    address: str = ""
    check_url: str = ""
    """The page on which anybody checks the document, as a QR code below the receivers."""
    confirmation: str = ""
    """Who confirms below the signature, with room left for it (form 1.10)."""
    annexes: Sequence[tuple[str, str]] = ()
    """Title and words of each annex behind the document, in its own file."""
    beside: Beside | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class LaidOut:
    """The PDF and where signature and seal stand in it."""

    pdf: bytes
    places: tuple[Place, ...]


def number_text(number: int | None, symbol: str) -> str:
    """``05/QĐ-UBND``: below ten with a nought in front; room to write while there is none (Phụ lục I, khoản 3)."""
    written = f"{number:02d}" if number is not None else "     "
    return f"{written}/{symbol}" if symbol else written


def date_words(on: date | None, *, year: int) -> str:
    """``ngày 05 tháng 01 năm 2026``: days below ten and the first two months with a nought in front."""
    if on is None:
        return f"ngày      tháng      năm {year}"
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def lay_out(content: Content, *, today: date) -> LaidOut:
    """The document as PDF/A with the places of its two signatures; without a number it is a draft and says so."""
    with in_vietnamese():
        data = _data(content, today)
    code = content.check_url or None
    places = [Place(**each) for each in tell_places("documents/van-ban", data, qr=code)]
    return LaidOut(render_pdf("documents/van-ban", data, qr=code), tuple(places))


def _data(content: Content, today: date) -> dict[str, Any]:
    head = letterhead(content.unit_id, content.on or today)
    heading, about = heading_of(content.type_code, content.subject)
    words, width = urgency_mark(content.urgency)
    authority = authority_line(content.type_code, content.unit_id, head.agency, content.authority, content.on or today)
    return {
        **asdict(head), "number": number_text(content.number, content.symbol), "is_draft": content.number is None,
        "draft_words": "DỰ THẢO", "date": date_words(content.on, year=today.year),
        "heading": heading, "about": about, "title": content.subject, "opener": _opener(content, head.agency, content.on or today),
        "urgency": {"text": words, "width": width, "by": by_words(content)}, "circulation": content.circulation,
        "authority": authority, "decides": DECIDES.get(content.type_code, ""),
        "addressees": list(content.addressees), "grounds": _grounds(content.grounds), "body": blocks_of(content.body),
        "recipients": _recipients(content.recipients), "powers": signing_lines(content), "signer": content.signer_name,
        "beside": asdict(content.beside) if content.beside else None,
        "drafter": content.drafter, "address": content.address, "annexes": _annexes(content, head.agency, today),
        "code_words": "Quét mã để kiểm tra văn bản" if content.check_url else "",
        "confirmation": content.confirmation, "confirmation_words": "(Chữ ký, dấu)",
    }  # fmt: skip


def heading_of(type_code: str, subject: str) -> tuple[str, str]:
    """What stands as the heading and what below it; a letter has its subject under the number, a public letter only its own title."""
    if type_code == _LETTER:
        return "", f"V/v {subject}"
    return (subject, "") if type_code == _PUBLIC_LETTER else (type_name(type_code), subject)


def _opener(content: Content, agency: str, on: date) -> str:
    """``Chủ tịch Ủy ban nhân dân phường Cao Lãnh điện:``; empty for types whose addressees stand behind «Kính gửi»."""
    verb = _OPENERS.get(content.type_code)
    if verb is None or not content.addressees:
        return ""
    is_heads = content.type_code == "CĐ" and content.authority == Authority.HEAD
    return f"{head_title(content.unit_id, on) if is_heads else agency} {verb}:"


def _annexes(content: Content, agency: str, today: date) -> list[dict[str, Any]]:
    """Pages «Phụ lục»: numbered in Roman when there are several, each with what it goes with (Phụ lục I, mục III, khoản 1)."""
    decree = types().get(content.type_code)
    kind = decree.plain if decree else type_name(content.type_code)
    with_what = (f"(Kèm theo {kind or 'Công văn'} số {number_text(content.number, content.symbol)} "
                 f"{date_words(content.on, year=today.year)} của {agency})")  # fmt: skip
    return [
        {"heading": "PHỤ LỤC" if len(content.annexes) == 1 else f"PHỤ LỤC {_roman(place)}", "title": title, "with": with_what, "body": blocks_of(body)}
        for place, (title, body) in enumerate(content.annexes, 1)
    ]


def _roman(number: int) -> str:
    found = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        found += sign * (number // value)
        number %= value
    return found


def urgency_mark(urgency: int) -> tuple[str, int]:
    """Words and width in mm of the mark of urgency; none for an ordinary document."""
    return _MARKS.get(Urgency(urgency), ("", 0))


def by_words(content: Content) -> str:
    """``Trước 14 giờ 30, ngày 05/12/2026``; empty without an hour."""
    return f"Trước {content.arrive_by}" if content.arrive_by and content.urgency == Urgency.FLASH_AT_HOUR else ""


def ended(entries: Sequence[str]) -> list[str]:
    """Each with a semicolon, the last with a full stop."""
    kept = [each.strip().rstrip(";.") for each in entries if each.strip()]
    return [f"{each};" for each in kept[:-1]] + [f"{each}." for each in kept[-1:]]


def _grounds(entries: Sequence[str]) -> list[str]:
    return ended(entries)


def _recipients(entries: Sequence[str]) -> list[str]:
    return ended(entries)


def signing_lines(content: Content) -> list[str]:
    """What stands above the signer's signature: the powers, below ``ĐẠI DIỆN BÊN A`` where there are two sides."""
    if content.beside is None:
        return powers(content)
    return [content.beside.own, *([] if content.beside.alone else powers(content))]


def powers(content: Content) -> list[str]:
    """The lines above the signature: ``TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH`` (NĐ 30/2020, Điều 13)."""
    lines = []
    if content.extra.get("collective"):
        lines.append(f"TM. {content.extra['collective']}")
    if content.power == Power.ON_BEHALF and content.body_signed_for:
        lines.append(f"TM. {content.body_signed_for}")
    elif content.power == Power.ACTING:
        return [*lines, f"Q. {content.signer_position}"]
    elif content.power != Power.OWN and content.body_signed_for:
        lines.append(f"{content.power.value} {content.body_signed_for}")
    return [*lines, content.signer_position]
