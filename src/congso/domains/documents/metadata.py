"""What a document says of itself: number, day, issuer, subject, type, signer, proposed from its own text.

Only proposals: each with how sure it is, shown beside its box, and a person decides. The rules are those of the layout
(NĐ 30/2020, Phụ lục I): what stands in which box of the first page, in which letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from congso.core.text import nfc
from congso.domains.documents.agency_symbols import BY_SYMBOL, MUNICIPALITIES, NATIONAL
from congso.domains.documents.types import types

HEAD = 5_000
"""Letters of the text in which the head of the first page stands."""
SURE, LIKELY, GUESS = 95, 80, 50


@dataclass(frozen=True)
class Proposal:
    """A value with how sure it is, in percent."""

    value: str
    sure: int


@dataclass(frozen=True)
class Line:
    """A line of the text; ``bold`` when the text says so (it mostly does not)."""

    text: str
    bold: bool = False

    @property
    def upper(self) -> bool:
        """Whether it is set in capitals."""
        letters = [each for each in self.text if each.isalpha()]
        return bool(letters) and sum(each.isupper() for each in letters) >= 0.9 * len(letters)


_TYPES = {each.plain.upper(): each.code for each in types().values() if each.code not in {"", "THU"}} | {
    "THÔNG TƯ": "TT", "NGHỊ ĐỊNH": "NĐ", "CÔNG ĐIỆN": "CĐ", "VĂN BẢN HỢP NHẤT": "VBHN", "THÔNG TƯ LIÊN TỊCH": "TTLT", "LUẬT": "Luật",
}  # fmt: skip
_LONGEST_FIRST = sorted(_TYPES, key=len, reverse=True)
_NUMBER = re.compile(
    r"(?:\bSố|\bSỐ|\bS[ốó])\s*[:.]?\s*(?P<number>\d{1,6}[a-zA-Z]?)\s*(?P<symbol>(?:/\s*\d{4}\s*)?[/-]\s*[A-ZĐƯÔÂÊĂƠ][\w&.Đđ]*(?:\s?[-–/&]\s?[\wĐđ&.]+)*)"
)
_DATE = re.compile(r"[Nn]gày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})")
_PLACED = re.compile(r"(?P<place>[A-ZĐƯÔÂÊĂƠÁÀẢÃẠ][^\n,;:.]{1,40})\s*,?\s*[Nn]gày\s*(?:\d|\.|…)")
_NATION = re.compile(r"CỘNG\s+H[ÒO][AÀ]\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM", re.IGNORECASE)
_MOTTO = re.compile(r"^độc\s+lập\s*[-–]", re.IGNORECASE)
_AUTHORITY = (
    "CHỦ TỊCH", "ỦY BAN", "UỶ BAN", "HỘI ĐỒNG", "BỘ TRƯỞNG", "GIÁM ĐỐC", "CHÍNH PHỦ", "THỦ TƯỚNG", "CHỦ NHIỆM", "TỔNG",
    "THỐNG ĐỐC", "CỤC TRƯỞNG", "CHÁNH", "QUỐC HỘI", "TRƯỞNG BAN", "VIỆN TRƯỞNG", "BAN CHỈ ĐẠO", "HIỆU TRƯỞNG", "TRƯỞNG PHÒNG",
)  # fmt: skip
_BEGINS_BODY = re.compile(
    r"^(Căn cứ|Thực hiện|Xét|Theo|Kính gửi|Điều\s+\d|Chương\s|Phần\s|[IVX]+\.\s|\d+\.\s|Ngày\s+\d|Trên cơ sở|Để\s|Nhằm\s|Kể từ|Luật|Hôm nay|"
    r"Sau khi|Trong|Nơi nhận|Tiếp theo|QUYẾT NGHỊ|QUYẾT ĐỊNH\s*:|THÔNG TƯ\s*:|Bộ trưởng|Do\s|Vừa qua|Hiện nay|___|---|\*\*\*)"
)
_OPEN_END = re.compile(
    r"(CỦA|VÀ|DO|VỚI|CHO|TẠI|THUỘC|BỞI|VỀ|TRONG|của|và|do|với|cho|tại|thuộc|bởi|về|,|–|-)$"
)
_POSITION = re.compile(
    r"^(?:[*\s]*)(?:(?:TM|KT|TL|TUQ|Q)\.?\s*)?(?:(?:PHÓ\s+)?(?:CHỦ\s+TỊCH|GIÁM\s+ĐỐC|CỤC\s+TRƯỞNG|BỘ\s+TRƯỞNG|CHỦ\s+NHIỆM|TỔNG|THỐNG\s+ĐỐC|"
    r"VỤ\s+TRƯỞNG|CHÁNH|TRƯỞNG|THỦ\s+TƯỚNG|VIỆN\s+TRƯỞNG|HIỆU\s+TRƯỞNG|THỨ\s+TRƯỞNG|ĐỘI\s+TRƯỞNG)|THỨ\s+TRƯỞNG|QUYỀN)"
)
_NAME = re.compile(
    r"^(?:[A-ZĐÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ][a-zà-ỹđ]+\s?){2,6}$"
)
_ONE_NAME = re.compile(r"^[A-ZĐ][a-zà-ỹ]*$|^[ÁÂĂÊÔƠƯÝÍ][a-zà-ỹ]*$")
_SECRET = {"MẬT": "C", "TỐI MẬT": "B", "TUYỆT MẬT": "A"}
_URGENT = {"KHẨN": "1", "THƯỢNG KHẨN": "2", "HỎA TỐC": "3", "HOẢ TỐC": "3"}
_BODIES = (
    "ỦY BAN", "UỶ BAN", "HỘI ĐỒNG", "SỞ ", "BỘ ", "VĂN PHÒNG", "CỤC ", "CHI CỤC", "TRUNG TÂM", "BAN ", "PHÒNG ", "CÔNG AN", "THANH TRA",
    "TÒA ÁN", "TOÀ ÁN", "VIỆN ", "CHÍNH PHỦ", "THỦ TƯỚNG", "TỔNG ", "BẢO HIỂM", "THUẾ ", "KHO BẠC", "NGÂN HÀNG", "TRƯỜNG ", "ĐẢNG", "HUYỆN ỦY",
    "MẶT TRẬN", "LIÊN ĐOÀN", "CÔNG TY", "TẬP ĐOÀN", "BỆNH VIỆN", "ĐÀI ", "BÁO ", "QUỐC HỘI", "TỈNH ỦY", "QUỸ ", "ĐỘI ", "CHI NHÁNH",
)  # fmt: skip


def lines_of(text: str) -> list[Line]:
    """The lines without marks of tables and of bold letters; empty lines stay, they divide."""
    found: list[Line] = []
    for row in nfc(text).replace("\r", "").replace("|", "\n").split("\n"):
        bold = "**" in row
        plain = re.sub(
            r"\s+", " ", row.replace("*", "").replace("#", "").replace("_", " ").replace("\xa0", " ")
        ).strip()
        if found and f"{found[-1].text} {plain}" in _TYPES:
            found[-1] = Line(f"{found[-1].text} {plain}", bold)  # a heading broken over two lines
        else:
            found.append(Line(plain, bold))
    return found


def propose(text: str) -> dict[str, Proposal]:
    """Proposals by field: number_text, issued_on (ISO), type_code, subject, issuer_name, signer_name, urgency, secrecy."""
    lines = lines_of(text)
    flat = " ".join(line.text for line in lines)
    head = flat[:HEAD]
    number = _number(head)
    found = {
        "number_text": number, "issued_on": _issued_on(head), "type_code": _type(lines, number), "subject": _subject(lines),
        "issuer_name": _issuer(lines, head, number), "signer_name": _signer(lines),
        "urgency": _mark(lines, _URGENT), "secrecy": _mark(lines, _SECRET),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value is not None and value.value}


def _before_grounds(head: str) -> str:
    place = re.search(r"Căn\s+cứ|Kính\s+gửi|Điều\s+1\b", head)
    return head[: place.start()] if place and place.start() > 40 else head


def _number(head: str) -> Proposal | None:
    """``Số: 15/QĐ-UBND``: the first one above the grounds; numbers in the grounds are those of other documents."""
    match = _NUMBER.search(_before_grounds(head))
    if match is None:
        return None
    symbol = re.sub(r"\s+", "", match["symbol"]).rstrip(".,;-–/").replace("–", "-")
    return Proposal(f"{match['number']}{_cut(symbol)}", SURE)


def _cut(symbol: str) -> str:
    """The symbol without a place or word that ran into it."""
    match = re.match(
        r"(?:/\d{4})?[/-](?:[A-ZĐƯÔÂÊĂƠ][A-Za-zĐđƯÔ0-9&.]*?)(?:-[A-Za-zĐđƯÔÂÊĂƠ0-9&.,()]+)*(?=$|[^\w&.-])",
        symbol,
    )
    return match[0] if match else symbol


def _issued_on(head: str) -> Proposal | None:
    """The day in box 4: the first one above the grounds; days in the grounds are those of other documents."""
    for match in _DATE.finditer(_before_grounds(head)):
        day, month, year = (int(each) for each in match.groups())
        try:
            return Proposal(date(year, month, day).isoformat(), SURE if match.start() < 1_000 else GUESS)
        except ValueError:
            continue
    return None


def _heading(lines: list[Line]) -> tuple[int, str, str] | None:
    """Where the name of the type stands in capitals: line, code, and what follows it on the same line.

    One that stands alone comes before one that runs on, since a subject may begin with the word ``QUY ĐỊNH``.
    """
    head = list(_head_lines(lines))
    for place, line in head:
        if (shown := line.text.rstrip(": ")) in _TYPES:
            return place, _TYPES[shown], ""
    for place, line in head:
        name = next(
            (each for each in _LONGEST_FIRST if line.upper and line.text.startswith(f"{each} ")), None
        )
        if name is not None and not _NATION.search(line.text):
            return place, _TYPES[name], line.text[len(name) :].strip()
    return None


def _head_lines(lines: list[Line]) -> Iterator[tuple[int, Line]]:
    count = 0
    for place, line in enumerate(lines):
        count += len(line.text) + 1
        if count > HEAD:
            return
        yield place, line


def _type(lines: list[Line], number: Proposal | None) -> Proposal | None:
    heading = _heading(lines)
    symbol = re.split(r"[/-]", number.value) if number else []
    known = next((part for part in symbol[1:] if part in set(_TYPES.values())), None)
    if known:
        return Proposal(known, SURE if heading and heading[1] == known else LIKELY)
    return Proposal(heading[1], LIKELY) if heading else None


def _subject(lines: list[Line]) -> Proposal | None:
    """Under the name of the type, or after ``V/v`` under the number of an official letter."""
    letter = _letter_subject(lines)
    if letter is not None:
        return letter
    heading = _heading(lines)
    if heading is None:
        return None
    place, _code, rest = heading
    parts = list(_heading_lines(lines[place + 1 :], rest))
    value = " ".join(parts).strip(" -–")
    return Proposal(value[:500], SURE if 15 < len(value) < 400 else GUESS) if value else None


def _heading_lines(lines: list[Line], rest: str) -> Iterator[str]:
    parts = [rest] if rest else []
    yield from parts
    for line in lines[:30]:
        if not line.text or set(line.text) <= set("-–_ ."):
            if parts:
                return
            continue
        if parts and _ends_heading(parts[-1], line, parts[0]):
            return
        if not parts and (_BEGINS_BODY.match(line.text) or line.text.startswith(_AUTHORITY)):
            return
        parts.append(line.text)
        yield line.text


def _ends_heading(before: str, line: Line, first: str) -> bool:
    if _BEGINS_BODY.match(line.text) and not _OPEN_END.search(before):
        return True
    capitals = Line(first).upper
    if capitals and not line.upper and any(each.isalpha() for each in line.text):
        return True
    authority = line.text.upper().startswith(_AUTHORITY) and line.upper
    return authority and (line.bold or not _OPEN_END.search(before))


def _letter_subject(lines: list[Line]) -> Proposal | None:
    count = 0
    for place, line in enumerate(lines):
        count += len(line.text) + 1
        if count > HEAD // 2 or _BEGINS_BODY.match(line.text):
            return None
        match = re.match(r"^(?:V/v|v/v|V/V|Về việc)\s*:?\s*(.+)$", line.text)
        if match is None:
            continue
        if match[0].startswith("Về") and _heading(lines[:place]):
            return None
        return Proposal(" ".join([match[1], *_letter_rest(lines[place + 1 :])])[:500], SURE)
    return None


def _letter_rest(lines: list[Line]) -> Iterator[str]:
    for line in lines[:12]:
        ended = (
            not line.text
            or _BEGINS_BODY.match(line.text)
            or _DATE.search(line.text)
            or _NATION.search(line.text)
        )
        if ended or _MOTTO.match(line.text) or line.text.startswith("Số"):
            return
        yield line.text


def _issuer(lines: list[Line], head: str, number: Proposal | None) -> Proposal | None:
    """The last body named in capitals above the number; else who decides; else a committee of the place."""
    bodies = list(_bodies(lines))
    if bodies:
        return Proposal(_in_words(bodies[-1]), LIKELY)
    return _issuer_by_symbol(head, number) or _issuer_by_decision(lines)


def _issuer_by_decision(lines: list[Line]) -> Proposal | None:
    """Who decides, in capitals under the subject: ``GIÁM ĐỐC SỞ TƯ PHÁP`` is the department."""
    heading = _heading(lines)
    after = lines[heading[0] + 1 : heading[0] + 30] if heading else []
    decides = next(
        (line.text for line in after if line.bold and line.upper and line.text.startswith(_AUTHORITY)), ""
    )
    body = re.sub(r"^(CHỦ TỊCH|GIÁM ĐỐC|CỤC TRƯỞNG|CHÁNH|TRƯỞNG)\s+(?=\S)", "", decides).replace(
        "BỘ TRƯỞNG", "BỘ", 1
    )
    body = re.sub(r"^BỘ BỘ ", "BỘ ", body)
    return Proposal(_in_words(body), GUESS) if body else None


def _issuer_by_symbol(head: str, number: Proposal | None) -> Proposal | None:
    groups = re.split(r"[/-]", number.value)[1:] if number else []
    for group in groups:
        if group in NATIONAL:
            return Proposal(NATIONAL[group], LIKELY)
    place = _PLACED.search(_before_grounds(head)) or _PLACED.search(head)
    body = next((BY_SYMBOL[group] for group in groups if group in BY_SYMBOL), None)
    if body is None or place is None:
        return None
    words = re.split(r"[A-ZĐ]{2,}\s", place["place"])[-1].strip()
    name = re.sub(r"^(?:TP\.?|Thành phố|Tỉnh)\s+", "", words, flags=re.IGNORECASE)
    city = name.lower() in MUNICIPALITIES or words.lower() in MUNICIPALITIES
    level = (
        "thành phố"
        if city
        else "phường"
        if words.startswith("Phường")
        else "xã"
        if words.startswith("Xã")
        else "tỉnh"
    )
    return Proposal(f"{body} {level} {name}", GUESS)


def _bodies(lines: list[Line]) -> Iterator[str]:
    """Bodies named in box 2: lines in capitals above the number, joined where a name goes on in the next line."""
    current = ""
    for line in lines[:25]:
        shown = _NATION.sub("", line.text).strip()
        if line.text.startswith(("Số", "SỐ", *_LONGEST_FIRST)) or _BEGINS_BODY.match(line.text):
            break
        if (
            not shown
            or not Line(shown).upper
            or re.search(r"CỘNG H|CHỦ NGHĨA|XÃ HỘI", shown)
            or set(shown) <= set("- ")
        ):
            continue
        if (
            f"{shown} ".startswith(_BODIES)
            and not shown.startswith(("BAN HÀNH", "PHÒNG THỦ", "PHÒNG, "))
            and not _OPEN_END.search(current)
        ):
            if current:
                yield current
            current = shown
        elif current:
            current = f"{current} {shown}"
    if current:
        yield current


_SMALL = {"VÀ", "CỦA", "NHÂN", "DÂN", "CÁC", "VỀ"}


def _in_words(capitals: str) -> str:
    """A name in capitals as it is written in running text: the generic words small, proper names with capitals."""
    if not Line(capitals).upper:
        return capitals
    generic = re.match(
        r"^(ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)(?:\s+(TỈNH|THÀNH PHỐ|PHƯỜNG|XÃ|HUYỆN|QUẬN|THỊ XÃ|ĐẶC KHU))?\s*(.*)$",
        capitals,
    )
    if generic:
        body = generic[1].replace("UỶ", "ỦY").capitalize()
        return " ".join(filter(None, [body, (generic[2] or "").lower(), generic[3].title()]))
    return capitals.capitalize() if len(capitals.split()) < 2 else _titled(capitals)


def _titled(capitals: str) -> str:
    first, *rest = capitals.split()
    levels = {"TỈNH", "THÀNH", "PHỐ", "PHƯỜNG", "XÃ"}
    out, proper = [first.capitalize()], False
    for place, word in enumerate(rest):
        if word in levels:
            proper = True
            out.append(word.lower())
        elif proper or place == 0:
            out.append(word.capitalize())
        else:
            out.append(word.lower())
    return " ".join(out)


def _signer(lines: list[Line]) -> Proposal | None:
    """The name under the position in capitals, where the signature stood; annexes come after it."""
    for place, line in enumerate(lines):
        if not (line.upper and _POSITION.match(line.text)) or len(line.text) > 80:
            continue
        for number, after in enumerate(lines[place + 1 : place + 15], start=place + 1):
            shown = re.sub(r"\(?[Đđ]ã ký\)?", "", after.text).strip(" .")
            if _NAME.match(shown):
                return Proposal(_whole_name(shown, lines[number + 1 :]), SURE)
            listed = shown.startswith(("-", "Nơi nhận")) or shown.endswith(
                (";", ",")
            )  # box 9b, read in between
            if shown and not listed and not Line(shown).upper:
                break
    return None


def _whole_name(name: str, after: list[Line]) -> str:
    """The name, with its last word when that fell into the next line."""
    rest = after[0].text if after and len(name.split()) < 3 and _ONE_NAME.match(after[0].text) else ""
    return " ".join(f"{name} {rest}".split())


def _mark(lines: list[Line], marks: dict[str, str]) -> Proposal | None:
    """A stamp of urgency or secrecy: alone on a line in capitals in the first page's upper part."""
    found = next((marks[line.text] for line in lines[:40] if line.text in marks), None)
    return Proposal(found, SURE) if found else None
