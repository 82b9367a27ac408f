"""From the tree of a message to its fields, by the tables of the standard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from congso.core.clock import VIETNAM
from congso.foundation.edxml import sentences
from congso.foundation.edxml.codes import BusinessType, Code, StatusCode, is_old_agency_code, new_code_of
from congso.foundation.edxml.errors import not_standard
from congso.foundation.edxml.messages import Unknown
from congso.foundation.edxml.nodes import Node, canonical_bytes
from congso.foundation.edxml.standard import (
    ENCODED,
    NAMESPACE,
    PREFIX,
    SEEN_NAMESPACES,
    STREAMED,
    Group,
    Kind,
    Leaf,
    Nested,
    Part,
)

_DAY = re.compile(r"(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)", re.ASCII)
_DAYS = (
    re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[-/](?P<month>\d{1,2})[-/](?P<year>\d{4})", re.ASCII),
)
_TIME = re.compile(r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)", re.ASCII)
_TIMES = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(:(?P<second>\d\d)(\.\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?", re.ASCII)
_BARE = frozenset({ENCODED, "Attachment", "edXML"})
_BLANK = object()
DSIG = "http://www.w3.org/2000/09/xmldsig#"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


class Interpreter:
    """Reads parts of the tree; remembers what it let pass, what it does not know and what stands there empty."""

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict
        self.tolerated: dict[str, None] = {}
        self.unknown: list[Unknown] = []
        self.blank: set[str] = set()
        self.readers: dict[Kind, Callable[[str, str], object]] = {
            Kind.TEXT: lambda text, _name: text, Kind.ID: self._id, Kind.DAY: self._day, Kind.MOMENT: self._moment,
            Kind.BUSINESS: self._business, Kind.STATUS: self._status,
        }  # fmt: skip

    def tolerate(self, remark: str | Promise) -> None:
        """Let it pass with a remark; where the standard is demanded, refuse."""
        if self.strict:
            raise not_standard(remark)
        self.tolerated[str(remark)] = None

    def name_of(self, node: Node, *, bare: bool = False) -> str:
        """Its name in the standard's spelling; empty when it is in a foreign namespace."""
        element = node.element
        if element.space not in SEEN_NAMESPACES:
            return ""
        if element.space != NAMESPACE:
            self.tolerate(sentences.OTHER_NAMESPACE % {"name": element.space})
        elif element.prefix != ("" if element.local in _BARE or (bare and element.local != STREAMED) else PREFIX):
            self.tolerate(sentences.OTHER_PREFIX % {"name": element.prefix})
        return element.local

    def spelled(self, local: str, known: Iterable[str]) -> str:
        """The standard's odd spelling of a name written rightly."""
        odd = "TyperNotation" if local == "TypeNotation" else re.sub("^Business", "Bussiness", local)
        if odd == local or odd not in known:
            return local
        self.tolerate(sentences.OTHER_SPELLING % {"name": local})
        return odd

    def keep_unknown(self, node: Node, path: str) -> None:
        """Keep an element that the standard does not have."""
        self.unknown.append(Unknown(path=path, xml=canonical_bytes(node).decode()))

    def attributes(self, node: Node, allowed: frozenset[str] = frozenset()) -> None:
        """Attributes have no meaning in the standard, but for a few."""
        for each in node.element.attributes:
            if each.name not in allowed and each.space != XSI:
                self.tolerate(sentences.ATTRIBUTE % {"name": f"{node.local}/{each.name}"})

    def children(self, node: Node, known: list[str], path: str, *, bare: bool = False, allowed: frozenset[str] = frozenset()) -> list[tuple[str, Node]]:
        """The elements in it that the standard knows, named; the others are kept. Their order is looked at."""
        self.attributes(node, allowed)
        if node.text.strip():
            raise not_standard(sentences.MIXED % {"name": node.local})
        found, latest = [], 0
        for child in node.children:
            if child.element.space == DSIG and child.local == "Signature":
                continue
            name = self.name_of(child, bare=bare) if child.local in known or self.spelled(child.local, known) in known else ""
            name = name and self.spelled(name, known)
            if not name:
                self.keep_unknown(child, path)
                continue
            place = known.index(name)
            if place < latest:
                self.tolerate(sentences.OTHER_ORDER % {"name": name})
            latest = max(latest, place)
            found.append((name, child))
        return found

    def fields(self, node: Node, parts: tuple[Part, ...], path: str) -> dict[str, Any]:
        """The values of an object's fields."""
        values: dict[str, Any] = {}
        by_tag = {part.tag: part for part in parts}
        counts = dict.fromkeys(by_tag, 0)
        for name, child in self.children(node, list(by_tag), path):
            part, counts[name] = by_tag[name], counts[name] + 1
            if isinstance(part, Group) or not part.many:
                if counts[name] > 1:
                    raise not_standard(sentences.TWICE % {"name": name})
                self._single(part, child, f"{path}/{name}", values)
            else:
                read = self._leaf(part, child, name) if isinstance(part, Leaf) else self._object(part, child, f"{path}/{name}[{counts[name]}]")
                values.setdefault(part.field, []).append("" if read is _BLANK else read)
        return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}

    def _single(self, part: Part, child: Node, path: str, values: dict[str, Any]) -> None:
        if isinstance(part, Group):
            before = len(self.unknown) + len(self.blank)
            inside = self.fields(child, part.parts, path)
            if not inside and len(self.unknown) + len(self.blank) == before:
                self.blank.add(path)
            values |= inside
            return
        read = self._leaf(part, child, part.tag) if isinstance(part, Leaf) else self._object(part, child, path)
        if read is _BLANK:
            self.blank.add(path)
        else:
            values[part.field] = read

    def _object(self, part: Nested, child: Node, path: str) -> object:
        return part.of(**self.fields(child, part.parts, path))

    def _leaf(self, part: Leaf, child: Node, name: str) -> object:
        self.attributes(child)
        if child.children:
            raise not_standard(sentences.NOT_TEXT % {"name": name})
        return self.readers[part.kind](child.text, name)

    def leaf_text(self, child: Node, name: str, kind: Kind = Kind.TEXT) -> str:
        """The text of an element outside of the tables."""
        return str(self._leaf(Leaf(name, "", kind), child, name))

    def _id(self, text: str, name: str) -> str:
        trimmed = text.strip(" \t\r\n")
        if trimmed != text:
            self.tolerate(sentences.SPACES % {"name": name})
        code = trimmed.partition(",")[0] if name == "DocumentId" else trimmed if name == "OrganId" else ""
        if is_old_agency_code(code):
            self.tolerate(sentences.OLD_CODE % {"value": code, "new": new_code_of(code)})
        return trimmed

    def _day(self, text: str, name: str) -> object:
        value = text.strip()
        if not value:
            return _BLANK
        found = _any_day(value)
        if found is None:
            raise not_standard(sentences.WRONG_DAY % {"value": value[:40], "name": name})
        if not _DAY.fullmatch(text):
            self.tolerate(sentences.OTHER_DAY % {"name": name})
        return found

    def _moment(self, text: str, name: str) -> object:
        value = text.strip()
        if not value:
            return _BLANK
        day, _space, time = re.sub(r"[Tt]|\s+", " ", value, count=1).partition(" ")
        found = _any_moment(day, time)
        if found is None:
            raise not_standard(sentences.WRONG_MOMENT % {"value": value[:40], "name": name})
        if text != f"{day} {time}" or not (_DAY.fullmatch(day) and _TIME.fullmatch(time)):
            self.tolerate(sentences.OTHER_MOMENT % {"name": name})
        return found

    def _business(self, text: str, name: str) -> object:
        return self._code(BusinessType, text, name)

    def _status(self, text: str, name: str) -> object:
        return self._code(StatusCode, text, name)

    def _code(self, codes: type[Code], text: str, name: str) -> object:
        value = self._id(text, name)
        if not value:
            return _BLANK
        found = next((each for each in codes if each == value), None)
        if found is None:
            raise not_standard(sentences.WRONG_CODE % {"value": value[:40], "name": name})
        return found


def _any_day(value: str) -> date | None:
    for pattern in _DAYS:
        if match := pattern.fullmatch(value):
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                return None
    return None


def _any_moment(day: str, time: str) -> datetime | None:
    """A moment in the office's zone; without a zone of its own it is meant in that one."""
    on, match = _any_day(day), _TIMES.fullmatch(time.strip())
    if on is None or match is None:
        return None
    zone = match["zone"]
    text = f"{on.isoformat()}T{int(match['hour']):02}:{match['minute']}:{match['second'] or '00'}{zone or ''}"
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(VIETNAM) if zone else moment.replace(tzinfo=VIETNAM)
    except (ValueError, OverflowError):
        return None
