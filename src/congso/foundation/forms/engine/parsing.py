"""Read a definition: a subset of JSON Schema 2020-12 for the answers, a layout for the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from congso.foundation.forms.engine.definition import (
    Condition,
    Definition,
    Field,
    Kind,
    Op,
    Section,
    Step,
    Term,
    Widget,
)
from congso.foundation.forms.engine.properties import FIELD_NAME, Faults, read_property
from congso.foundation.forms.errors import DefinitionFaulty

LARGEST_FIELDS = 400
_STEP_KEY = re.compile(r"^[a-z0-9][a-z0-9-]{0,49}$")
_PREFILL = re.compile(r"^(profile\.[a-z_]+|result\.[A-Za-z0-9.\-]+\.[a-z0-9_]+)$")


def parse_definition(source: Mapping[str, Any]) -> Definition:
    """A definition from its JSON; raises DefinitionFaulty with every fault and its place."""
    faults = Faults()
    reader = _Reader(source, faults)
    definition = reader.read()
    if faults.found:
        raise DefinitionFaulty(faults.found)
    return definition


class _Reader:
    """Reads one definition, collecting faults."""

    def __init__(self, source: Mapping[str, Any], faults: Faults) -> None:
        self.source = source
        self.faults = faults
        schema = source.get("schema")
        self.schema: Mapping[str, Any] = schema if isinstance(schema, Mapping) else {}
        self.seen: dict[str, Field] = {}

    def read(self) -> Definition:
        """The whole form."""
        title = self._text(self.source, "title", _("Biểu mẫu"), needed=True)
        layout = self.source.get("layout")
        steps = layout.get("steps") if isinstance(layout, Mapping) else None
        if self.schema.get("type") != "object" or not isinstance(self.schema.get("properties"), Mapping):
            self.faults.add("schema", _("phải là JSON Schema có “type”: “object” và “properties”."))
        if not isinstance(steps, list) or not steps:
            self.faults.add("layout", _("phải có “steps” với ít nhất một bước."))
            steps = []
        made = tuple(self._step(step, number) for number, step in enumerate(steps, 1))
        self._check_whole(made)
        texts = {
            key: self._text(self.source, key, _("Biểu mẫu"))
            for key in ("statement", "addressee", "print", "note")
        }
        return Definition(title=title, steps=made, statement=texts["statement"], addressee=texts["addressee"],
                          print_template=texts["print"], note=texts["note"], source=self.source)  # fmt: skip

    def _check_whole(self, steps: tuple[Step, ...]) -> None:
        keys = [step.key for step in steps]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            self.faults.add("layout", _("hai bước có cùng mã “%(key)s”.") % {"key": key})
        properties = self.schema.get("properties")
        for name in properties if isinstance(properties, Mapping) else ():
            if name not in self.seen:
                self.faults.add(
                    f"schema.{name}", _("ô này không có trong bước nào, người dân sẽ không thấy để khai.")
                )
        if len(self.seen) > LARGEST_FIELDS:
            self.faults.add("schema", _("nhiều hơn %(most)s ô.") % {"most": LARGEST_FIELDS})

    def _step(self, step: Any, number: int) -> Step:
        place = _("Bước %(number)s") % {"number": number}
        if not isinstance(step, Mapping):
            self.faults.add(place, _("phải là một đối tượng."))
            return Step(str(number), "")
        title = self._text(step, "title", place, needed=True)
        place = _("Bước %(number)s “%(title)s”") % {"number": number, "title": title}
        key = str(step.get("key") or f"buoc-{number}")
        if not _STEP_KEY.match(key):
            self.faults.add(
                place, _("mã “%(key)s” chỉ gồm chữ thường không dấu, số, gạch ngang.") % {"key": key}
            )
        sections = self._list(step, "sections", place)
        made = tuple(self._section(section, place, index) for index, section in enumerate(sections, 1))
        return Step(key, title, self._text(step, "intro", place), made)

    def _section(self, section: Any, step_place: str, number: int) -> Section:
        place = _("%(step)s, mục %(number)s") % {"step": step_place, "number": number}
        if not isinstance(section, Mapping):
            self.faults.add(place, _("phải là một đối tượng."))
            return Section("")
        title = self._text(section, "title", place)
        if title:
            place = f"{place} “{title}”"
        condition = self._condition(section.get("visible_if"), place, {})
        entries = self._list(section, "fields", place)
        fields = tuple(made for entry in entries if (made := self._entry(entry, place)) is not None)
        return Section(title, self._text(section, "help", place), condition, fields)

    def _entry(self, entry: Any, place: str) -> Field | None:
        """A field of the form's own level."""
        if not isinstance(entry, Mapping):
            self.faults.add(place, _("mỗi ô phải là một đối tượng."))
            return None
        if "paragraph" in entry:
            return self._paragraph(entry, place, {})
        name = str(entry.get("field", ""))
        if not FIELD_NAME.match(name):
            self.faults.add(
                place, _("tên ô “%(name)s” phải gồm chữ thường không dấu, số, gạch dưới.") % {"name": name}
            )
            return None
        if name in self.seen:
            self.faults.add(place, _("ô “%(name)s” đã có ở trên.") % {"name": name})
            return None
        made = self._field(name, entry, self.schema, place, {})
        if made is not None:
            self.seen[name] = made
        return made

    def _field(self, name: str, entry: Mapping[str, Any], schema: Mapping[str, Any], place: str,
               outer: Mapping[str, Field]) -> Field | None:  # fmt: skip
        at = _("%(place)s, ô “%(name)s”") % {"place": place, "name": name}
        properties = schema.get("properties")
        found = properties.get(name) if isinstance(properties, Mapping) else None
        if not isinstance(found, Mapping):
            self.faults.add(at, _("không có trong schema."))
            return None
        values = read_property(found, entry, self.schema.get("$defs") or {}, at, self.faults)
        if values is None:
            return None
        if values["kind"] == Kind.GROUP:
            if outer:
                self.faults.add(at, _("nhóm lặp lại không được nằm trong nhóm lặp lại khác."))
                return None
            values["fields"] = self._inner(name, found, entry, at)
        prefill = self._text(entry, "prefill", at)
        if prefill and not _PREFILL.match(prefill):
            self.faults.add(
                at, _("nguồn điền sẵn “%(key)s” phải dạng profile.… hoặc result.<mã>.<ô>.") % {"key": prefill}
            )
        required = schema.get("required") or []
        return Field(
            name=name, required=name in required or (values["kind"] == Kind.GROUP and values["min_items"] > 0),
            visible_if=self._condition(entry.get("visible_if"), at, outer), prefill=prefill,
            help=self._text(entry, "help", at), half=entry.get("width") == "half",
            autocomplete=self._text(entry, "autocomplete", at),
            item_label=self._text(entry, "item_label", at), **values,
        )  # fmt: skip

    def _inner(
        self, group: str, found: Mapping[str, Any], entry: Mapping[str, Any], at: str
    ) -> tuple[Field, ...]:
        """The fields of a repeating group."""
        items = found.get("items")
        items = items if isinstance(items, Mapping) else {}
        marker = {group: Field(group, Kind.GROUP, Widget.GROUP)}
        made: dict[str, Field] = {}
        result: list[Field] = []
        for each in self._list(entry, "fields", at):
            if isinstance(each, Mapping) and "paragraph" in each:
                result.append(self._paragraph(each, at, marker | made))
                continue
            name = str(each.get("field", "")) if isinstance(each, Mapping) else ""
            if not FIELD_NAME.match(name) or name in made:
                self.faults.add(at, _("tên ô “%(name)s” trống, sai hoặc trùng.") % {"name": name})
                continue
            field = self._field(name, each, items, at, marker | made)
            if field is not None:
                made[name] = field
                result.append(field)
        for name in items.get("properties") or {}:
            if name not in made:
                self.faults.add(at, _("ô “%(name)s” của nhóm không được xếp để khai.") % {"name": name})
        if not result:
            self.faults.add(at, _("nhóm lặp lại chưa có ô nào."))
        return tuple(result)

    def _paragraph(self, entry: Mapping[str, Any], place: str, outer: Mapping[str, Field]) -> Field:
        text = self._text(entry, "paragraph", place)
        condition = self._condition(entry.get("visible_if"), place, outer)
        return Field("", Kind.PARAGRAPH, Widget.PARAGRAPH, label=text, visible_if=condition)

    def _condition(self, value: Any, place: str, outer: Mapping[str, Field]) -> Condition | None:
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.faults.add(place, _("điều kiện phải là một đối tượng."))
            return None
        for mode in ("all", "any"):
            if mode in value:
                parts = value[mode] if isinstance(value[mode], list) else []
                if not parts:
                    self.faults.add(place, _("điều kiện “%(mode)s” trống.") % {"mode": mode})
                made = [self._part(part, place, outer) for part in parts]
                return Condition(mode, tuple(part for part in made if part is not None))
        term = self._term(value, place, outer)
        return Condition("all", (term,)) if term else None

    def _part(self, part: Any, place: str, outer: Mapping[str, Field]) -> Term | Condition | None:
        if isinstance(part, Mapping) and ("all" in part or "any" in part):
            return self._condition(part, place, outer)
        if isinstance(part, Mapping):
            return self._term(part, place, outer)
        self.faults.add(place, _("điều kiện phải là một đối tượng."))
        return None

    def _term(self, part: Mapping[str, Any], place: str, outer: Mapping[str, Field]) -> Term | None:
        name, op = str(part.get("field", "")), str(part.get("op", ""))
        known = outer.get(name) or self.seen.get(name)
        if known is None:
            words = _("điều kiện hỏi ô “%(name)s”, nhưng ô đó không có ở phía trên.")
            self.faults.add(place, words % {"name": name})
            return None
        if op not in set(Op):
            self.faults.add(place, _("điều kiện không hiểu phép so “%(op)s”.") % {"op": op})
            return None
        value = part.get("value")
        if problem := _value_problem(Op(op), value, known):
            self.faults.add(place, problem)
            return None
        return Term(name, Op(op), value)

    def _text(self, source: Mapping[str, Any], key: str, place: str, *, needed: bool = False) -> str:
        value = source.get(key, "")
        if not isinstance(value, str | Promise):
            self.faults.add(place, _("“%(key)s” phải là chữ.") % {"key": key})
            return ""
        if needed and not str(value).strip():
            self.faults.add(place, _("thiếu “%(key)s”.") % {"key": key})
        return str(value).strip()

    def _list(self, source: Mapping[str, Any], key: str, place: str) -> list[Any]:
        value = source.get(key, [])
        if not isinstance(value, list):
            self.faults.add(place, _("“%(key)s” phải là một danh sách.") % {"key": key})
            return []
        return value


def _value_problem(op: Op, value: Any, field: Field) -> str:
    """Why a condition's value makes no sense for its field; empty when it does."""
    if op == Op.FILLED:
        return ""
    if op == Op.IN and (not isinstance(value, list) or not value):
        return _("điều kiện “in” cần một danh sách giá trị.")
    if op in {Op.GREATER, Op.LESS} and not isinstance(value, int | float | str):
        return _("điều kiện so lớn, bé cần một số hoặc một ngày.")
    wanted = value if op == Op.IN else [value]
    if field.options and op in {Op.EQUALS, Op.NOT, Op.IN}:
        strange = [each for each in wanted if each not in {option.value for option in field.options}]
        if strange:
            return _("“%(value)s” không phải lựa chọn của ô “%(name)s”.") % {
                "value": strange[0],
                "name": field.name,
            }
    return ""
