"""A box of the builder's page ↔ its JSON: property of the schema and entry of the layout."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from congso.core.errors import InvalidInput
from congso.foundation.forms.engine.normalising import read_number
from congso.foundation.forms.engine.properties import resolved

Json = dict[str, Any]
Text = str | Promise
CONDITION_ROWS = 3

TYPES: dict[str, tuple[Text, Json, str]] = {
    "text": (_("Một dòng chữ"), {"type": "string"}, ""),
    "textarea": (_("Nhiều dòng chữ"), {"type": "string"}, "textarea"),
    "phone": (_("Số điện thoại"), {"type": "string", "format": "phone"}, ""),
    "email": (_("Thư điện tử"), {"type": "string", "format": "email"}, ""),
    "identity": (_("Số định danh, hộ chiếu"), {"type": "string", "format": "identity"}, ""),
    "date": (_("Ngày"), {"type": "string", "format": "date"}, ""),
    "partial-date": (_("Ngày, hoặc chỉ năm"), {"type": "string", "format": "partial-date"}, ""),
    "radio": (_("Chọn một (liệt kê hết)"), {"type": "string", "oneOf": []}, "radio"),
    "select": (_("Chọn một (danh sách thả)"), {"type": "string", "oneOf": []}, "select"),
    "choices": (_("Chọn nhiều"), {"type": "array", "items": {"type": "string", "oneOf": []}}, ""),
    "checkbox": (_("Ô đánh dấu"), {"type": "boolean"}, ""),
    "integer": (_("Số nguyên"), {"type": "integer"}, ""),
    "number": (_("Số thập phân"), {"type": "number"}, ""),
    "money": (_("Số tiền (đồng)"), {"type": "integer"}, "money"),
    "address": (_("Địa chỉ"), {"type": "object", "format": "address"}, ""),
    "files": (_("Tệp đính kèm"), {"type": "array", "format": "files"}, ""),
    "group": (
        _("Nhóm lặp lại"),
        {"type": "array", "items": {"type": "object", "properties": {}, "required": []}},
        "",
    ),
    "paragraph": (_("Đoạn văn"), {}, ""),
}
"""Kinds of boxes as the builder offers them: words, the bare property, the widget to name."""

_NUMBERS = {"minLength": "min_length", "maxLength": "max_length", "minItems": "min_items", "maxItems": "max_items",
            "minimum": "minimum", "maximum": "maximum"}  # fmt: skip
_TEXTS = {
    "pattern": "pattern",
    "errorMessage": "pattern_words",
    "formatMinimum": "earliest",
    "formatMaximum": "latest",
}
_LAYOUT = ("help", "prefill", "autocomplete", "item_label")


def type_of(prop: Mapping[str, Any], entry: Mapping[str, Any]) -> str:
    """Which kind of box a property and its entry are."""
    if "paragraph" in entry:
        return "paragraph"
    kind, form = prop.get("type"), str(prop.get("format", ""))
    if kind == "array":
        if form == "files":
            return "files"
        return "group" if prop.get("items", {}).get("type") == "object" else "choices"
    if kind == "object":
        return "address"
    if kind == "string":
        return _string_type(prop, entry, form)
    return {"boolean": "checkbox", "number": "number"}.get(
        str(kind), "money" if entry.get("widget") == "money" else "integer"
    )


def _string_type(prop: Mapping[str, Any], entry: Mapping[str, Any], form: str) -> str:
    if "oneOf" in prop or "enum" in prop:
        options = prop.get("oneOf") or prop.get("enum") or []
        return str(entry.get("widget") or ("select" if len(options) > 5 else "radio"))
    if form in TYPES:
        return form
    return "textarea" if entry.get("widget") == "textarea" else "text"


def values_of(
    definition: Mapping[str, Any], prop: Mapping[str, Any], entry: Mapping[str, Any], *, required: bool
) -> Json:
    """What the boxes of the builder's page show for an existing box."""
    prop = resolved(prop, definition["schema"].get("$defs") or {}) or {}
    kind = type_of(prop, entry)
    values: Json = {
        "type": kind, "label": prop.get("title", ""), "text": entry.get("paragraph", ""), "required": required,
        "half": entry.get("width") == "half", "options": _options_text(prop),
        **{name: prop.get(key) for key, name in {**_NUMBERS, **_TEXTS}.items()},
        **{key: entry.get(key, "") for key in _LAYOUT}, **condition_values(entry.get("visible_if")),
    }  # fmt: skip
    return values


def _options_text(prop: Mapping[str, Any]) -> str:
    source = prop.get("items", {}) if prop.get("type") == "array" else prop
    named = source.get("oneOf") or [{"const": each, "title": each} for each in source.get("enum", [])]
    return "\n".join(
        each["title"] if each["const"] == each["title"] else f"{each['const']} = {each['title']}"
        for each in named
    )


def entry_of(values: Mapping[str, Any], name: str, condition: Json | None) -> tuple[Json, Json | None]:
    """(entry of the layout, property of the schema) of the filled page; a paragraph has no property."""
    kind = str(values["type"])
    shown = {"visible_if": condition} if condition else {}
    if kind == "paragraph":
        return {"paragraph": values.get("text") or "", **shown}, None
    _words, bare, widget = TYPES[kind]
    entry: Json = {"field": name, **{key: values[key] for key in _LAYOUT if values.get(key)}, **shown}
    if values.get("half"):
        entry["width"] = "half"
    if widget:
        entry["widget"] = widget
    prop: Json = {**bare, "title": values.get("label") or ""}
    prop |= {key: values[box] for key, box in _TEXTS.items() if values.get(box)}
    for key, box in _NUMBERS.items():
        if values.get(box) is not None:
            number = float(values[box])
            prop[key] = int(number) if number == int(number) else number
    _put_options(prop, str(values.get("options") or ""))
    return entry, prop


def _put_options(prop: Json, text: str) -> None:
    options = []
    for line in (line.strip() for line in text.splitlines() if line.strip()):
        value, sign, label = line.partition("=")
        options.append({"const": value.strip(), "title": (label if sign else value).strip()})
    if "oneOf" in prop:
        prop["oneOf"] = options
    elif isinstance(prop.get("items"), dict) and "oneOf" in prop["items"]:
        prop["items"] = {"type": "string", "oneOf": options}


def condition_values(condition: Any) -> Json:
    """The boxes of a condition: rows when it is a plain list of questions, JSON text when it is more."""
    parts: list[Mapping[str, Any]] = []
    mode = "all"
    if isinstance(condition, Mapping):
        mode = "any" if "any" in condition else "all"
        parts = list(condition[mode]) if mode in condition else [condition]
    plain = len(parts) <= CONDITION_ROWS and all("field" in part for part in parts)
    values: Json = {"mode": mode, "condition": "" if plain else json.dumps(condition, ensure_ascii=False)}
    for number, part in enumerate(parts if plain else []):
        values |= {
            f"if{number}_field": part["field"],
            f"if{number}_op": part.get("op"),
            f"if{number}_value": _shown(part),
        }
    return values


def _shown(part: Mapping[str, Any]) -> str:
    value = part.get("value")
    if isinstance(value, bool):
        return _t("có") if value else _t("không")
    return (
        ", ".join(str(each) for each in value)
        if isinstance(value, list)
        else ""
        if value is None
        else str(value)
    )


def read_condition(values: Mapping[str, Any], definition: Mapping[str, Any]) -> Json | None:
    """The condition of the filled page; the JSON text wins. Raises InvalidInput when the text is none."""
    written = str(values.get("condition") or "").strip()
    if written:
        try:
            found = json.loads(written)
        except ValueError as error:
            raise InvalidInput(field="condition", reason=str(error)) from error
        if not isinstance(found, dict):
            raise InvalidInput(field="condition", reason=_t("điều kiện phải là một đối tượng."))
        return found
    parts = [
        _row(values, number, definition)
        for number in range(CONDITION_ROWS)
        if values.get(f"if{number}_field")
    ]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {str(values.get("mode") or "all"): parts}


def _row(values: Mapping[str, Any], number: int, definition: Mapping[str, Any]) -> Json:
    name, op = values[f"if{number}_field"], values.get(f"if{number}_op") or "equals"
    text = str(values.get(f"if{number}_value") or "").strip()
    if op == "in":
        return {
            "field": name,
            "op": op,
            "value": [_typed(each.strip(), name, definition) for each in text.split(",") if each.strip()],
        }
    if op == "filled":
        return {"field": name, "op": op, "value": text.lower() != _t("không")}
    return {"field": name, "op": op, "value": _typed(text, name, definition)}


def _typed(text: str, name: str, definition: Mapping[str, Any]) -> Any:
    """A condition's value as the asked box's answers are: yes or no, a number, or words."""
    kind = _property(definition, name).get("type")
    if kind == "boolean":
        return text.lower() not in {_t("không"), "false", "0"}
    if kind in {"integer", "number"}:
        number = read_number(text, whole=kind == "integer")
        return text if number is None else number
    return text


def _property(definition: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The property of a box of the form, or of one inside a group."""
    levels = [definition["schema"].get("properties", {})]
    levels += [
        prop.get("items", {}).get("properties", {})
        for prop in levels[0].values()
        if isinstance(prop, Mapping)
    ]
    return next((level[name] for level in levels if name in level), {})
