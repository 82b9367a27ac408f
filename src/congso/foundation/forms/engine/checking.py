"""What is wrong with the answers, in sentences; hidden fields are never asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.errors import DomainError
from congso.core.identity import parse_phone
from congso.foundation.forms.addresses import provinces, ward
from congso.foundation.forms.engine.conditions import holds, is_filled, visible_answers, visible_fields
from congso.foundation.forms.engine.definition import Definition, Field, Kind, Step, Widget
from congso.foundation.forms.engine.normalising import (
    read_day,
    read_identity,
    read_part_day,
    show_day,
    show_number,
)
from congso.foundation.forms.engine.reading import Problem

LONGEST_TEXT = 500
LONGEST_TEXTAREA = 5000


def check(definition: Definition, answers: Mapping[str, Any], *, step: Step | None = None) -> list[Problem]:
    """Everything wrong with the visible fields of one step, or of the whole form, in the order of the page."""
    shown = visible_answers(definition, answers)
    return [
        Problem(name, label, sentence, each.key)
        for each in ((step,) if step else definition.steps)
        for section in each.sections
        for field in visible_fields(section, shown)
        if field.asks
        for name, label, sentence in _field_problems(field, field.name, shown.get(field.name), shown)
    ]


Found = tuple[str, str, str]


def _field_problems(field: Field, name: str, value: Any, shown: Mapping[str, Any]) -> Iterator[Found]:
    if field.kind == Kind.GROUP:
        yield from _group_problems(field, value if isinstance(value, list) else [], shown)
    elif field.kind == Kind.ADDRESS:
        for part, sentence in _address_problems(field, value):
            yield f"{name}-{part}", field.label, sentence
    elif not is_filled(value):
        if field.required:
            yield name, field.label, missing_words(field)
    elif sentence := value_problem(field, value):
        yield name, field.label, sentence


def _group_problems(group: Field, items: list[Any], shown: Mapping[str, Any]) -> Iterator[Found]:
    least = max(group.min_items, 1 if group.required else 0)
    if len(items) < least:
        yield f"{group.name}-add", group.label, _("Cần khai ít nhất %(least)s mục.") % {"least": least}
    if group.max_items is not None and len(items) > group.max_items:
        yield (
            f"{group.name}-add",
            group.label,
            _("Chỉ khai được tối đa %(most)s mục.") % {"most": group.max_items},
        )
    for number, item in enumerate(items):
        inside = {**shown, **item}
        for field in group_fields(group, inside):
            label = f"{group.item_label or group.label} {number + 1}, {field.label}"
            for name, _own, sentence in _field_problems(
                field, f"{group.name}-{number}-{field.name}", item.get(field.name), inside
            ):
                yield name, label, sentence


def group_fields(group: Field, inside: Mapping[str, Any]) -> Iterator[Field]:
    """The fields of a group's item that are shown and have answers."""
    yield from (field for field in group.fields if field.asks and holds(field.visible_if, inside))


def missing_words(field: Field) -> str:
    """What is said of a required field without an answer."""
    if field.kind in {Kind.CHOICE, Kind.CHOICES}:
        return _("Mời chọn một mục.")
    if field.kind == Kind.FILE:
        return _("Mời đính kèm tệp.")
    if field.kind == Kind.BOOLEAN:
        return _("Cần đánh dấu ô này.")
    return _("Mời khai ô này.")


def _address_problems(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    if not is_filled(value) or not isinstance(value, Mapping):
        if field.required:
            yield "province", _("Mời chọn tỉnh, thành phố.")
        return
    if value.get("province_code") not in provinces():
        yield "province", _("Mời chọn tỉnh, thành phố.")
        return
    place = ward(str(value.get("ward_code", "")))
    if place is None or place.province_code != value.get("province_code"):
        yield "ward", _("Mời chọn phường, xã, đặc khu.")


def value_problem(field: Field, value: Any) -> str:
    """What is wrong with a filled answer; empty when nothing is."""
    rule = _RULES.get(field.kind)
    return rule(field, value) if rule else ""


def _text_problem(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        return _("Không đọc được câu trả lời này.")
    most = field.max_length or (LONGEST_TEXTAREA if field.widget == Widget.TEXTAREA else LONGEST_TEXT)
    if len(value) > most:
        return _("Dài quá %(most)s ký tự.") % {"most": most}
    if field.min_length and len(value) < field.min_length:
        return _("Cần ít nhất %(least)s ký tự.") % {"least": field.min_length}
    return _format_problem(field, value) or _pattern_problem(field, value)


def _pattern_problem(field: Field, value: str) -> str:
    if field.pattern and not re.search(field.pattern, value):
        return field.pattern_words or _("Không đúng mẫu quy định.")
    return ""


def _format_problem(field: Field, value: str) -> str:
    try:
        if field.widget == Widget.PHONE:
            parse_phone(value)
        elif field.widget == Widget.IDENTITY:
            read_identity(value)
        elif field.format == "email":
            validate_email(value)
    except DomainError as error:
        return str(error)
    except ValidationError:
        return _("Địa chỉ thư điện tử chưa đúng, ví dụ ten@vidu.vn.")
    return ""


def _day_problem(field: Field, value: Any) -> str:
    if not isinstance(value, str) or read_day(value) != value:
        return _("Ngày chưa đúng; mời ghi ngày/tháng/năm, ví dụ 05/11/2026.")
    return _bound_problem(field, value)


def _part_day_problem(field: Field, value: Any) -> str:
    if not isinstance(value, str) or read_part_day(value) != value:
        return _("Mời ghi ngày/tháng/năm, hoặc tháng/năm, hoặc chỉ năm, ví dụ 05/11/1990 hay 1990.")
    return _bound_problem(field, value)


def _bound_problem(field: Field, value: str) -> str:
    first, last = _day_bound(field.earliest, value), _day_bound(field.latest, value)
    if last and value > last:
        return _("Ngày này phải từ %(day)s trở về trước.") % {"day": show_day(last)}
    if first and value < first:
        return _("Ngày này phải từ %(day)s trở đi.") % {"day": show_day(first)}
    return ""


def _day_bound(bound: str, value: str) -> str:
    """The bound as exact as the value: a year is compared with a year."""
    day = clock.today().isoformat() if bound == "today" else bound
    return day[: len(value)]


def _number_problem(field: Field, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _("Mời ghi một số, ví dụ 120 hoặc 75,5.")
    if field.kind == Kind.INTEGER and not isinstance(value, int):
        return _("Mời ghi một số nguyên.")
    if field.minimum is not None and value < field.minimum:
        return _("Không được nhỏ hơn %(least)s.") % {"least": show_number(field.minimum)}
    if field.maximum is not None and value > field.maximum:
        return _("Không được lớn hơn %(most)s.") % {"most": show_number(field.maximum)}
    return ""


def _choice_problem(field: Field, value: Any) -> str:
    known = {option.value for option in field.options}
    chosen = value if isinstance(value, list) else [value]
    if any(each not in known for each in chosen):
        return _("Mời chọn một mục trong danh sách.")
    if isinstance(value, list) and len(value) < field.min_items:
        return _("Mời chọn ít nhất %(least)s mục.") % {"least": field.min_items}
    if isinstance(value, list) and field.max_items is not None and len(value) > field.max_items:
        return _("Chỉ chọn tối đa %(most)s mục.") % {"most": field.max_items}
    return ""


def _file_problem(field: Field, value: Any) -> str:
    if not isinstance(value, list) or not all(isinstance(ref, Mapping) and ref.get("id") for ref in value):
        return _("Không đọc được câu trả lời này.")
    if len(value) < field.min_items:
        return _("Cần ít nhất %(least)s tệp.") % {"least": field.min_items}
    return ""


_RULES = {
    Kind.TEXT: _text_problem, Kind.DATE: _day_problem, Kind.PART_DATE: _part_day_problem, Kind.INTEGER: _number_problem,
    Kind.NUMBER: _number_problem, Kind.CHOICE: _choice_problem, Kind.CHOICES: _choice_problem, Kind.FILE: _file_problem,
}  # fmt: skip
