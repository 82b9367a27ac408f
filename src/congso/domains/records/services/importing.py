"""Take a yearly list from an Excel or CSV file, whole or not at all."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from congso.core.actors import Actor
from congso.core.errors import DomainError, InvalidInput
from congso.core.text import fold, nfc
from congso.domains.records.errors import ImportFaulty, ListNotEmpty
from congso.domains.records.models import FileList, ListEntry
from congso.domains.records.policies import MANAGE_LIST, lock_list
from congso.domains.records.services.lists import EntryIn, require_draft, write_entry
from congso.domains.records.services.periods import parse_period
from congso.foundation.audit.writing import write_action
from congso.foundation.files.uploads import Upload
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders

WIDTH = 5
MOST_LINES = 3_000
LARGEST = 5 * 1024 * 1024
UNPACKED = 60 * 1024 * 1024
"""A small file may unpack into one that fills the memory."""
_HEAD = "so va ky hieu ho so"
_NUMBERS = re.compile(r"^\(?\d\)?$")
Line = tuple[int, list[str]]


def import_list(*, actor: Actor, list_id: int, upload: Upload) -> FileList:
    """Fill an empty list from a file with the five columns of Phụ lục V; a line without a code is a heading.

    Raises ImportFaulty with the number of the faulty line (nothing is taken then), ListNotEmpty, ListIssued.
    """
    with write_action("records.import_list", actor=actor) as action:
        found = lock_list(actor, list_id, MANAGE_LIST)
        require_draft(found)
        if ListEntry.objects.filter(list=found).exists():
            raise ListNotEmpty
        lines = list(_lines(upload))
        people, units = _people(found.agency_id), _units(found.agency_id)
        heading, count = "", 0
        for number, cells in lines:
            if not cells[0]:
                heading = cells[1]
                continue
            try:
                write_entry(found, _entry(found, heading, cells, people, units), date(found.year, 1, 1))
            except DomainError as error:
                raise ImportFaulty(field="upload", line=number, reason=str(error)) from None
            count += 1
        if not count:
            raise ImportFaulty(field="upload", line=1, reason=_("tệp không có dòng hồ sơ nào."))
        action.record(found, imported=count, file=nfc(upload.name or ""))
    return found


def _lines(upload: Upload) -> Iterator[Line]:
    """Lines with their numbers as the person sees them in the file; the heading of the table and all above it are left."""
    rows = [(number, _five(cells)) for number, cells in enumerate(_rows(upload), start=1)]
    start = next((place for place, (_number, cells) in enumerate(rows) if fold(cells[0]).startswith(_HEAD)), -1)
    for number, cells in rows[start + 1 :]:
        if any(cells) and not all(_NUMBERS.match(cell) for cell in cells if cell):
            yield number, cells


def _five(cells: Sequence[object]) -> list[str]:
    texts = ["" if cell is None else nfc(str(cell), collapse=True) for cell in cells[:WIDTH]]
    return texts + [""] * (WIDTH - len(texts))


def _rows(upload: Upload) -> Sequence[Sequence[object]]:
    content, name = upload.read(), (upload.name or "").lower()
    if len(content) > LARGEST:
        raise ImportFaulty(field="upload", line=1, reason=_("tệp lớn hơn 5 MB."))
    if name.endswith(".xlsx"):
        try:
            if sum(each.file_size for each in zipfile.ZipFile(io.BytesIO(content)).infolist()) > UNPACKED:
                raise ImportFaulty(field="upload", line=1, reason=_("tệp Excel quá lớn khi mở ra."))
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            return [list(row) for row in sheet.iter_rows(max_row=MOST_LINES, max_col=WIDTH, values_only=True)]
        except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError):
            raise ImportFaulty(field="upload", line=1, reason=_("không đọc được tệp Excel.")) from None
    if name.endswith(".csv"):
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ImportFaulty(field="upload", line=1, reason=_("tệp CSV phải dùng bảng mã UTF-8.")) from None
        mark = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
        return [list(row) for row in csv.reader(io.StringIO(text), delimiter=mark)][:MOST_LINES]
    raise ImportFaulty(field="upload", line=1, reason=_("chỉ nhận tệp .xlsx hoặc .csv."))


def _units(agency_id: int) -> dict[str, int]:
    units = tree()
    return {fold(units.name(unit)): unit for unit in sorted(units.part_of_agency(agency_id))}


def _people(agency_id: int) -> dict[str, list[tuple[int, int]]]:
    """Name → account and unit of everybody in the agency."""
    found: dict[str, list[tuple[int, int]]] = {}
    for unit in sorted(tree().part_of_agency(agency_id)):
        for account, name in holders(role="", unit_id=unit):
            found.setdefault(fold(name), []).append((account, unit))
    return found


def _entry(
    found: FileList, heading: str, cells: list[str], people: dict[str, list[tuple[int, int]]], units: dict[str, int]
) -> EntryIn:
    code, title, period, keeper, note = cells
    account, unit = _who(keeper, people, units, found.agency_id)
    return EntryIn(heading, code, title, parse_period(period), unit, account, note=note)


def _who(
    keeper: str, people: dict[str, list[tuple[int, int]]], units: dict[str, int], agency_id: int
) -> tuple[int | None, int]:
    key = fold(keeper)
    if not key:
        return None, agency_id
    named = people.get(key, [])
    if len({account for account, _unit in named}) > 1:
        raise InvalidInput(reason=_("có nhiều người tên «%(name)s»; hãy ghi đơn vị.") % {"name": keeper})
    if named:
        return named[0]
    if key in units:
        return None, units[key]
    raise InvalidInput(reason=_("không tìm thấy người hoặc đơn vị «%(name)s» trong cơ quan.") % {"name": keeper})
