"""Read a file of the national catalogue, line by line, so that its size does not matter."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from congso.domains.procedures.errors import BrokenSourceFile
from congso.domains.procedures.parsing import Record, Unreadable, read_record

LONGEST_LINE = 8 * 1024 * 1024
LARGEST_FILE = 512 * 1024 * 1024
"""Bytes after unpacking; a small packed file may otherwise fill the memory."""


def read_records(path: Path) -> Iterator[Record]:
    """The records of a ``.jsonl``, ``.jsonl.gz`` or ``.json`` (list) file, in its order.

    Raises BrokenSourceFile naming the line (or the record of a list) and the reason; also for a code met twice.
    """
    seen: dict[str, str] = {}
    try:
        for place, raw in _raw_records(path):
            try:
                record = read_record(raw)
            except Unreadable as error:
                raise BrokenSourceFile(place=place, reason=str(error)) from error
            if record.code in seen:
                told = {"code": record.code, "first": seen[record.code]}
                raise BrokenSourceFile(place=place, reason=_("mã %(code)s đã có ở %(first)s") % told)
            seen[record.code] = place
            yield record
    except (OSError, EOFError, zlib.error) as error:
        raise BrokenSourceFile(
            place=path.name, reason=_("không đọc được tệp hoặc tệp nén bị hỏng")
        ) from error
    if not seen:
        raise BrokenSourceFile(place=path.name, reason=_("tệp không có thủ tục nào"))


def _raw_records(path: Path) -> Iterator[tuple[str, Any]]:
    if path.name.endswith(".json"):
        yield from _from_list(path)
        return
    if not path.name.endswith((".jsonl", ".jsonl.gz")):
        raise BrokenSourceFile(place=path.name, reason=_("chỉ nhận tệp .jsonl, .jsonl.gz hoặc .json"))
    total = 0
    with gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb") as lines:
        number = 0
        while line := lines.readline(LONGEST_LINE + 1):
            number, total = number + 1, total + len(line)
            place = _("dòng %(number)d") % {"number": number}
            if len(line) > LONGEST_LINE or total > LARGEST_FILE:
                raise BrokenSourceFile(place=place, reason=_("tệp quá lớn"))
            if line.strip():
                yield place, _parsed(line, place)


def _from_list(path: Path) -> Iterator[tuple[str, Any]]:
    if path.stat().st_size > LARGEST_FILE // 8:
        raise BrokenSourceFile(place=path.name, reason=_("tệp .json quá lớn, hãy dùng .jsonl"))
    rows = _parsed(path.read_bytes(), path.name)
    if not isinstance(rows, list):
        raise BrokenSourceFile(place=path.name, reason=_("tệp .json phải là một danh sách thủ tục"))
    for number, row in enumerate(rows, start=1):
        yield _("bản ghi thứ %(number)d") % {"number": number}, row


def _parsed(content: bytes, place: str) -> Any:
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        told = {"column": error.colno, "line": error.lineno}
        reason = _("không phải JSON hợp lệ (cột %(column)d)") % told
        if error.lineno > 1:
            reason = _("không phải JSON hợp lệ (dòng %(line)d, cột %(column)d)") % told
        raise BrokenSourceFile(place=place, reason=reason) from error
    except UnicodeDecodeError as error:
        raise BrokenSourceFile(place=place, reason=_("không phải văn bản UTF-8")) from error
    except RecursionError as error:
        raise BrokenSourceFile(place=place, reason=_("cấu trúc lồng quá sâu")) from error
