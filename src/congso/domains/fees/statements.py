"""Read a bank's statement: a CSV file with columns for day, amount, text and the bank's transaction number."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.core import clock
from congso.core.errors import InvalidInput
from congso.core.money import parse_money
from congso.core.text import fold, nfc
from congso.domains.fees.errors import UnreadableStatement
from congso.domains.fees.models.request import CODE_BEGIN, CODE_LENGTH, CODE_SIGNS

MOST_LINES = 5000
_NAMES = {
    "date": ("date", "ngay", "ngay giao dich"), "amount": ("amount", "so tien", "ghi co"),
    "text": ("text", "noi dung", "dien giai", "mo ta"), "bank_id": ("bank id", "bank_id", "ma giao dich", "so giao dich"),
}  # fmt: skip
_HEADINGS = {
    "date": gettext_lazy("ngày"), "amount": gettext_lazy("số tiền"), "text": gettext_lazy("nội dung"),
    "bank_id": gettext_lazy("mã giao dịch"),
}  # fmt: skip
_DAYS = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")
_CODE = re.compile(rf"{CODE_BEGIN}[{CODE_SIGNS}]{{{CODE_LENGTH}}}")


@dataclass(frozen=True)
class StatementLine:
    """A line of a statement; ``problem`` says why it cannot be taken."""

    place: int
    bank_id: str
    paid_at: datetime | None
    amount: int
    text: str
    code: str
    problem: str = ""


def transfer_number(unit_id: int, bank_id: str) -> str:
    """A bank's transaction number is its own only within one account."""
    return f"{unit_id}/{bank_id}"


def decode(content: bytes) -> str:
    """The file's text: UTF-8, or UTF-16 as Excel writes it. Raises UnreadableStatement."""
    try:
        return nfc(content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableStatement(field="upload", reason=_("tệp cần ở dạng CSV, mã UTF-8.")) from error


def read_statement(text: str) -> list[StatementLine]:
    """The lines of a statement. Raises UnreadableStatement when a column is missing or the file is too long."""
    first = text.split("\n", 1)[0]
    sign = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=sign))
    if len(rows) > MOST_LINES:
        raise UnreadableStatement(
            field="upload", reason=_("mỗi lần tối đa %(most)d dòng.") % {"most": MOST_LINES}
        )
    places = _places(rows[0] if rows else [])
    return list(_lines(rows[1:], places))


def _places(heading: list[str]) -> dict[str, int]:
    folded = [fold(cell).strip() for cell in heading]
    places = {}
    for name, words in _NAMES.items():
        place = next((folded.index(word) for word in words if word in folded), None)
        if place is None:
            raise UnreadableStatement(
                field="upload", reason=_("thiếu cột “%(name)s”.") % {"name": _HEADINGS[name]}
            )
        places[name] = place
    return places


def _lines(rows: list[list[str]], places: dict[str, int]) -> Iterator[StatementLine]:
    for place, row in enumerate(rows, start=2):
        if any(cell.strip() for cell in row):
            cells = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
            yield _line(place, cells)


def _line(place: int, cells: dict[str, str]) -> StatementLine:
    paid_at, problem = _moment(cells["date"]), ""
    try:
        amount = parse_money(cells["amount"])
    except InvalidInput as error:
        amount, problem = 0, str(error)
    if paid_at is None:
        problem = _("không đọc được ngày “%(typed)s”.") % {"typed": cells["date"]}
    elif not problem and amount <= 0:
        problem = _("số tiền phải lớn hơn 0.")
    elif not cells["bank_id"] or len(cells["bank_id"]) > 60:
        problem = _("thiếu mã giao dịch của ngân hàng.")
    found = _CODE.search("".join(fold(cells["text"]).upper().split()))
    return StatementLine(
        place, cells["bank_id"][:60], paid_at, amount, cells["text"][:500], found[0] if found else "", problem
    )


def _moment(typed: str) -> datetime | None:
    for form in _DAYS:
        try:
            return datetime.strptime(typed, form).replace(tzinfo=clock.VIETNAM)
        except ValueError:
            continue
    return None
