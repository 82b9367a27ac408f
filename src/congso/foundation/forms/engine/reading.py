"""One step as it was sent: its answers joined with those kept, its files stored, its button understood.

Names of boxes: ``name`` · ``children-0-name`` in the first item of a group · ``home-province``, ``home-ward``,
``home-street`` of an address. Buttons: ``_do`` = ``next``, ``back``, ``save``, ``refresh``, ``add:children``,
``remove:children:0``, ``up:children:1``, ``down:children:0``, ``drop:scan:<file id>``, ``old:home``,
``use:home:<ward code>``.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from congso.core.errors import DomainError
from congso.core.text import nfc
from congso.foundation.files.uploads import Upload
from congso.foundation.forms.addresses import OldWard, address_text, find_old_wards, ward
from congso.foundation.forms.engine.definition import Definition, Field, Kind, Step, Widget
from congso.foundation.forms.engine.normalising import normalise

MOST_ITEMS = 50
MOST_FILES = 10
MOVES = frozenset({"next", "back", "save", "refresh"})


@dataclass(frozen=True, slots=True)
class FileRef:
    """A stored file as an answer keeps it; ``id`` is the caller's own and means nothing to the engine."""

    id: str
    name: str
    size: int = 0


class FileHooks(Protocol):
    """What the caller does with files: keep one and give its reference, or let one go.

    ``store`` may raise a DomainError; its sentence stands beside the box. ``name`` is the name of the box.
    """

    def store(self, *, upload: Upload, name: str) -> FileRef:
        """Keep an uploaded file."""

    def remove(self, *, file_id: str) -> None:
        """Let a file go; called when it is taken out of the form, alone or with its group."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend: the box (as its name in the page), its label, the sentence, the step it stands in."""

    name: str
    label: str
    sentence: str
    step: str


@dataclass
class Reading:
    """What came of a sent step.

    ``do`` is one of ``next``, ``back``, ``save``, ``refresh``; whatever else was pressed is done already and means
    ``refresh``. ``found_old`` holds, by address box, the wards found for an old address; None: not asked.
    """

    answers: dict[str, Any]
    do: str = "next"
    problems: list[Problem] = field(default_factory=list)
    found_old: dict[str, list[OldWard]] = field(default_factory=dict)
    typed_old: dict[str, str] = field(default_factory=dict)
    focus: str = ""


def read_step(definition: Definition, step: Step, answers: Mapping[str, Any], data: QueryDict,
              files: MultiValueDict[str, Upload], hooks: FileHooks) -> Reading:  # fmt: skip
    """Read what was sent for ``step``; answers of other steps stay as they are.

    Nothing is refused here: what cannot be read is kept as typed, and ``check`` says what is wrong with it.
    """
    reader = _Reader(step, data, files, hooks, Reading(deepcopy(dict(answers))))
    for each in step.fields:
        if each.asks:
            reader.read(each, each.name, reader.reading.answers)
    reader.press(data.get("_do", "next"))
    return reader.reading


class _Reader:
    def __init__(self, step: Step, data: QueryDict, files: MultiValueDict[str, Upload], hooks: FileHooks,
                 reading: Reading) -> None:  # fmt: skip
        self.step, self.data, self.files, self.hooks, self.reading = step, data, files, hooks, reading

    def read(self, field: Field, name: str, into: dict[str, Any]) -> None:
        """One field's answer into the answers; an empty one is taken out."""
        if field.kind == Kind.GROUP:
            self._read_group(field, into)
        elif field.kind == Kind.FILE:
            self._read_files(field, name, into)
        elif field.kind == Kind.ADDRESS:
            self._read_address(field, name, into)
        elif field.kind == Kind.CHOICES:
            known = {option.value for option in field.options}
            _put(into, field.name, [value for value in self.data.getlist(name) if value in known])
        elif field.kind == Kind.BOOLEAN:
            into[field.name] = name in self.data
        elif name in self.data or field.widget == Widget.RADIO:
            _put(into, field.name, normalise(field, self.data.get(name, "")))

    def _read_group(self, group: Field, into: dict[str, Any]) -> None:
        if f"{group.name}-_here" not in self.data:
            return
        kept = {str(item.get("_id")): item for item in into.get(group.name, []) if isinstance(item, Mapping)}
        items: list[dict[str, Any]] = []
        while len(items) < (group.max_items or MOST_ITEMS) and f"{group.name}-{len(items)}-_id" in self.data:
            prefix = f"{group.name}-{len(items)}"
            identifier = self.data.get(f"{prefix}-_id", "")[:20]
            known = kept.pop(identifier, {})
            item: dict[str, Any] = {**known, "_id": str(known.get("_id") or _new_id())}
            items.append(item)
            for inner in group.fields:
                if inner.asks:
                    self.read(inner, f"{prefix}-{inner.name}", item)
        for gone in kept.values():
            self._let_go(group, gone)
        _put(into, group.name, items)

    def _read_files(self, field: Field, name: str, into: dict[str, Any]) -> None:
        refs = list(into.get(field.name, []))
        most = field.max_items or MOST_FILES
        for upload in self.files.getlist(name):
            if len(refs) >= most:
                self._problem(field, name, _("Chỉ nhận tối đa %(most)s tệp ở ô này.") % {"most": most})
                break
            try:
                stored = self.hooks.store(upload=upload, name=name)
            except DomainError as error:
                self._problem(field, name, f"{upload.name}: {error}")
                continue
            refs.append({"id": stored.id, "name": nfc(stored.name), "size": stored.size})
        _put(into, field.name, refs)

    def _read_address(self, field: Field, name: str, into: dict[str, Any]) -> None:
        if f"{name}-province" not in self.data:
            return
        province = self.data.get(f"{name}-province", "")[:2]
        place = ward(self.data.get(f"{name}-ward", ""))
        code = place.code if place and place.province_code == province else ""
        street = nfc(self.data.get(f"{name}-street", "")[:300], collapse=True)
        _put(into, field.name, _address(province, code, street))
        self.reading.typed_old[name] = nfc(self.data.get(f"{name}-old", "")[:200], collapse=True)

    def _problem(self, field: Field, name: str, sentence: str) -> None:
        self.reading.problems.append(Problem(name, field.label, sentence, self.step.key))

    def press(self, button: str) -> None:
        """Do what a button inside the step asks for; an unknown one only shows the step again."""
        word, _colon, rest = button.partition(":")
        if button in MOVES:
            self.reading.do = button
            return
        self.reading.do = "refresh"
        acts = {"add": self._add, "remove": self._remove, "up": self._move, "down": self._move, "drop": self._drop,
                "old": self._find_old, "use": self._use_old}  # fmt: skip
        if word in acts:
            acts[word](rest, word)

    def _group(self, name: str) -> tuple[Field | None, list[dict[str, Any]]]:
        field = next(
            (each for each in self.step.fields if each.name == name and each.kind == Kind.GROUP), None
        )
        return field, self.reading.answers.setdefault(name, []) if field else []

    def _item(self, rest: str) -> tuple[Field | None, list[dict[str, Any]], int]:
        name, _colon, place = rest.partition(":")
        group, items = self._group(name)
        number = int(place) if place.isdecimal() and len(place) < 4 else -1
        return (group, items, number) if 0 <= number < len(items) else (None, items, 0)

    def _add(self, name: str, _word: str) -> None:
        group, items = self._group(name)
        if group and len(items) < (group.max_items or MOST_ITEMS):
            items.append({"_id": _new_id()})
            first = next((inner for inner in group.fields if inner.asks), None)
            self.reading.focus = f"{name}-{len(items) - 1}-{first.name}" if first else ""

    def _remove(self, rest: str, _word: str) -> None:
        group, items, number = self._item(rest)
        if group:
            self._let_go(group, items.pop(number))
            self.reading.focus = f"{group.name}-add"
            _put(self.reading.answers, group.name, items)

    def _move(self, rest: str, word: str) -> None:
        group, items, number = self._item(rest)
        target = number + (-1 if word == "up" else 1)
        if group and 0 <= target < len(items):
            items[number], items[target] = items[target], items[number]
            self.reading.focus = f"{group.name}-{target}-{word}"

    def _let_go(self, group: Field, item: Mapping[str, Any]) -> None:
        for inner in group.fields:
            if inner.kind == Kind.FILE:
                for ref in item.get(inner.name, []):
                    self.hooks.remove(file_id=ref["id"])

    def _holder(self, name: str) -> tuple[Field | None, dict[str, Any]]:
        """The field of a box's name and the answers it belongs to."""
        parts = name.split("-")
        own = next((each for each in self.step.fields if each.name == parts[0]), None)
        if own is None or len(parts) == 1:
            return own, self.reading.answers
        group, items, number = self._item(":".join(parts[:2]))
        if group is None or len(parts) != 3:
            return None, {}
        return next((inner for inner in group.fields if inner.name == parts[2]), None), items[number]

    def _drop(self, rest: str, _word: str) -> None:
        name, _colon, file_id = rest.partition(":")
        field, holder = self._holder(name)
        if field and field.kind == Kind.FILE:
            refs = holder.get(field.name, [])
            if any(ref["id"] == file_id for ref in refs):
                self.hooks.remove(file_id=file_id)
                _put(holder, field.name, [ref for ref in refs if ref["id"] != file_id])
            self.reading.focus = name

    def _find_old(self, name: str, _word: str) -> None:
        field, _answers = self._holder(name)
        if field and field.kind == Kind.ADDRESS:
            self.reading.found_old[name] = find_old_wards(self.reading.typed_old.get(name, ""))
            self.reading.focus = f"{name}-old"

    def _use_old(self, rest: str, _word: str) -> None:
        name, _colon, code = rest.partition(":")
        field, holder = self._holder(name)
        place = ward(code)
        if field and field.kind == Kind.ADDRESS and place:
            street = str((holder.get(field.name) or {}).get("street", ""))
            holder[field.name] = _address(place.province_code, place.code, street)
            self.reading.focus = f"{name}-street"


def _address(province: str, code: str, street: str) -> dict[str, str]:
    """An address as it is kept; empty when nothing was given."""
    if not (province or code or street):
        return {}
    text = address_text(province, code, street)
    return {"province_code": province, "ward_code": code, "street": street, "text": text}


def _put(into: dict[str, Any], name: str, value: Any) -> None:
    if value in ("", [], {}, None):
        into.pop(name, None)
    else:
        into[name] = value


def _new_id() -> str:
    return uuid4().hex[:12]
