"""One property of the schema with its entry in the layout: what kind of answer, asked by which widget."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from congso.foundation.forms.engine.definition import Kind, Option, Widget
from congso.foundation.forms.errors import Fault

FIELD_NAME = re.compile(r"^[a-z][a-z0-9_]{0,59}$")
LONGEST_PATTERN = 200
_DAY = re.compile(r"^(today|\d{4}-\d\d-\d\d)$")
_TYPES = {"string", "integer", "number", "boolean", "array", "object"}
_STRING_FORMATS = {"", "date", "partial-date", "email", "phone", "identity", "uri"}
_WIDGETS: dict[Kind, tuple[Widget, ...]] = {
    Kind.TEXT: (Widget.TEXT, Widget.TEXTAREA, Widget.PHONE, Widget.IDENTITY),
    Kind.DATE: (Widget.DATE,),
    Kind.PART_DATE: (Widget.DATE,),
    Kind.CHOICE: (Widget.RADIO, Widget.SELECT),
    Kind.CHOICES: (Widget.CHECKBOX,),
    Kind.INTEGER: (Widget.TEXT, Widget.MONEY),
    Kind.NUMBER: (Widget.TEXT, Widget.MONEY),
    Kind.BOOLEAN: (Widget.CHECKBOX,),
    Kind.ADDRESS: (Widget.ADDRESS,),
    Kind.FILE: (Widget.FILE,),
    Kind.GROUP: (Widget.GROUP,),
}
"""Widgets of a kind; the first is taken when the layout names none."""

_FEW_OPTIONS = 5


class Faults:
    """Faults found so far."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, place: str, sentence: str) -> None:
        """Note one."""
        self.found.append(Fault(str(place), str(sentence)))


def read_property(
    found: Mapping[str, Any], entry: Mapping[str, Any], defs: Mapping[str, Any], place: str, faults: Faults
) -> dict[str, Any] | None:
    """What ``Field`` needs of a property; None when it cannot be read."""
    prop = _resolved(found, defs, place, faults)
    kind = _kind(prop, place, faults) if prop is not None else None
    if prop is None or kind is None:
        return None
    label = prop.get("title", "")
    if not isinstance(label, str) or not label.strip():
        faults.add(place, _("thiếu “title” (lời hỏi của ô)."))
        return None
    options = _options(prop, kind, place, faults)
    return {
        "kind": kind, "label": label.strip(), "options": options,
        "widget": _widget(kind, prop, entry, options, place, faults), "format": str(prop.get("format", "")),
        **_bounds(prop, kind, place, faults), **_pattern(prop, place, faults),
    }  # fmt: skip


def _resolved(
    found: Mapping[str, Any], defs: Mapping[str, Any], place: str, faults: Faults
) -> dict[str, Any] | None:
    made = resolved(found, defs)
    if made is None:
        faults.add(place, _("“$ref” %(reference)s không dẫn tới đâu.") % {"reference": found["$ref"]})
    return made


def resolved(found: Mapping[str, Any], defs: Mapping[str, Any]) -> dict[str, Any] | None:
    """The property with its ``$ref`` to ``$defs`` filled in, its own words winning; None when it leads nowhere."""
    reference = found.get("$ref")
    if reference is None:
        return dict(found)
    target = defs.get(str(reference).removeprefix("#/$defs/")) if isinstance(defs, Mapping) else None
    if not str(reference).startswith("#/$defs/") or not isinstance(target, Mapping) or "$ref" in target:
        return None
    return {**target, **{key: value for key, value in found.items() if key != "$ref"}}


def _kind(found: Mapping[str, Any], place: str, faults: Faults) -> Kind | None:
    kind, form = found.get("type"), found.get("format", "")
    if kind not in _TYPES:
        faults.add(place, _("kiểu “%(type)s” không dùng được trong biểu mẫu.") % {"type": kind})
        return None
    if kind == "string":
        return _string_kind(found, str(form), place, faults)
    if kind == "array":
        return _array_kind(found, str(form), place, faults)
    if kind == "object":
        if form == "address":
            return Kind.ADDRESS
        faults.add(place, _("đối tượng phải có “format”: “address”; nhóm ô thì dùng “array”."))
        return None
    return Kind(str(kind))


def _string_kind(found: Mapping[str, Any], form: str, place: str, faults: Faults) -> Kind | None:
    if "enum" in found or "oneOf" in found:
        return Kind.CHOICE
    if form not in _STRING_FORMATS:
        faults.add(place, _("“format” %(format)s chưa dùng được.") % {"format": form})
        return None
    return {"date": Kind.DATE, "partial-date": Kind.PART_DATE}.get(form, Kind.TEXT)


def _array_kind(found: Mapping[str, Any], form: str, place: str, faults: Faults) -> Kind | None:
    if form == "files":
        return Kind.FILE
    items = found.get("items")
    if isinstance(items, Mapping) and items.get("type") == "object":
        return Kind.GROUP
    if isinstance(items, Mapping) and items.get("type") == "string" and ("enum" in items or "oneOf" in items):
        return Kind.CHOICES
    faults.add(
        place, _("danh sách phải là nhóm ô (“items” là đối tượng), lựa chọn, hoặc tệp (“format”: “files”).")
    )
    return None


def _options(found: Mapping[str, Any], kind: Kind, place: str, faults: Faults) -> tuple[Option, ...]:
    if kind not in {Kind.CHOICE, Kind.CHOICES}:
        return ()
    source = found["items"] if kind == Kind.CHOICES else found
    named = source.get("oneOf")
    if isinstance(named, list):
        made = [
            Option(str(each.get("const", "")), str(each.get("title", "")))
            for each in named
            if isinstance(each, Mapping)
        ]
    else:
        plain = source.get("enum")
        made = [Option(str(each), str(each)) for each in plain] if isinstance(plain, list) else []
    values = [option.value for option in made]
    if (
        not made
        or len(set(values)) != len(values)
        or not all(option.value and option.label for option in made)
    ):
        faults.add(place, _("các lựa chọn trống, thiếu lời hoặc trùng nhau."))
    return tuple(made)


def _widget(
    kind: Kind, found: Mapping[str, Any], entry: Mapping[str, Any], options: tuple[Option, ...], place: str, faults: Faults
) -> Widget:  # fmt: skip
    allowed = _WIDGETS[kind]
    wanted = entry.get("widget")
    if not wanted:
        by_format = {"phone": Widget.PHONE, "identity": Widget.IDENTITY}.get(str(found.get("format", "")))
        if by_format and kind == Kind.TEXT:
            return by_format
        return Widget.SELECT if kind == Kind.CHOICE and len(options) > _FEW_OPTIONS else allowed[0]
    if wanted not in {str(each) for each in allowed}:
        words = _("kiểu ô “%(widget)s” không hợp với loại trả lời (được dùng: %(allowed)s).")
        faults.add(place, words % {"widget": wanted, "allowed": ", ".join(allowed)})
        return allowed[0]
    return Widget(str(wanted))


def _whole(found: Mapping[str, Any], key: str, place: str, faults: Faults) -> int | None:
    value = found.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        faults.add(place, _("“%(key)s” phải là số nguyên không âm.") % {"key": key})
        return None
    return value


def _number(found: Mapping[str, Any], key: str, place: str, faults: Faults) -> float | None:
    value = found.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        faults.add(place, _("“%(key)s” phải là số.") % {"key": key})
        return None
    return value


def _bounds(found: Mapping[str, Any], kind: Kind, place: str, faults: Faults) -> dict[str, Any]:
    lengths = {name: _whole(found, key, place, faults) for name, key in (
        ("min_length", "minLength"), ("max_length", "maxLength"), ("min_items", "minItems"), ("max_items", "maxItems"))}  # fmt: skip
    sizes = {
        "minimum": _number(found, "minimum", place, faults),
        "maximum": _number(found, "maximum", place, faults),
    }
    days = {
        name: str(found.get(key, ""))
        for name, key in (("earliest", "formatMinimum"), ("latest", "formatMaximum"))
    }
    for day in days.values():
        if day and not _DAY.match(day):
            faults.add(place, _("giới hạn ngày “%(day)s” phải là today hoặc năm-tháng-ngày.") % {"day": day})
    for low, high in (("min_length", "max_length"), ("min_items", "max_items")):
        below, above = lengths[low], lengths[high]
        if below is not None and above is not None and below > above:
            faults.add(place, _("giới hạn dưới lớn hơn giới hạn trên."))
    if sizes["minimum"] is not None and sizes["maximum"] is not None and sizes["minimum"] > sizes["maximum"]:
        faults.add(place, _("giới hạn dưới lớn hơn giới hạn trên."))
    lengths["min_items"] = lengths["min_items"] or 0
    return {**lengths, **sizes, **days}


def _pattern(found: Mapping[str, Any], place: str, faults: Faults) -> dict[str, str]:
    pattern, words = found.get("pattern", ""), found.get("errorMessage", "")
    if not isinstance(pattern, str) or not isinstance(words, str) or len(pattern) > LONGEST_PATTERN:
        faults.add(place, _("“pattern” và “errorMessage” phải là chữ, không quá dài."))
        return {"pattern": "", "pattern_words": ""}
    try:
        re.compile(pattern)
    except re.error:
        faults.add(place, _("“pattern” %(pattern)s không phải biểu thức đúng.") % {"pattern": pattern})
        pattern = ""
    return {"pattern": pattern, "pattern_words": words}
