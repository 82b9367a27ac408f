"""A filled sample of any form: for its preview, its printed trial, and the tests."""

from __future__ import annotations

from typing import Any

from congso.core import clock
from congso.foundation.forms.addresses import address_text, provinces, wards_of
from congso.foundation.forms.engine.conditions import holds
from congso.foundation.forms.engine.definition import Definition, Field, Kind, Widget

PERSON = "Nguyễn Văn Mẫu"


def sample_answers(definition: Definition) -> dict[str, Any]:
    """Answers that the form accepts, every shown box filled with something of its kind."""
    answers: dict[str, Any] = {}
    for step in definition.steps:
        for section in step.sections:
            if holds(section.visible_if, answers):
                for field in section.fields:
                    if field.asks and holds(field.visible_if, answers):
                        answers[field.name] = sample_of(field, answers)
    return answers


def sample_of(field: Field, around: dict[str, Any]) -> Any:
    """An answer of the field's kind."""
    if field.kind == Kind.GROUP:
        return [_item(field, around, number) for number in range(max(field.min_items, 1))]
    if field.kind == Kind.TEXT:
        return _text(field)
    if field.kind in {Kind.DATE, Kind.PART_DATE}:
        today = clock.today().isoformat()
        return today if "today" in {field.earliest, field.latest} else field.earliest or field.latest or today
    if field.kind in {Kind.INTEGER, Kind.NUMBER}:
        least, most = field.minimum, field.maximum
        return int(least if least is not None else min(most, 1) if most is not None else 1)
    return _other(field)


def _other(field: Field) -> Any:
    if field.kind == Kind.CHOICE:
        return field.options[0].value
    if field.kind == Kind.CHOICES:
        return [option.value for option in field.options[: max(field.min_items, 1)]]
    if field.kind == Kind.FILE:
        return [
            {"id": f"mau-{number}", "name": "ban-quet.pdf", "size": 1024}
            for number in range(max(field.min_items, 1))
        ]
    if field.kind == Kind.ADDRESS:
        province = next(iter(provinces()))
        place = wards_of(province)[0]
        text = address_text(province, place.code, "Số 1")
        return {"province_code": province, "ward_code": place.code, "street": "Số 1", "text": text}
    return True


def _item(group: Field, around: dict[str, Any], number: int) -> dict[str, Any]:
    item: dict[str, Any] = {"_id": f"mau{number}"}
    for field in group.fields:
        if field.asks and holds(field.visible_if, {**around, **item}):
            item[field.name] = sample_of(field, {**around, **item})
    return item


def _text(field: Field) -> str:
    """Words that fit; a field with a pattern of its own cannot be guessed and gets digits."""
    if field.widget == Widget.PHONE:
        return "0912345678"
    if field.widget == Widget.IDENTITY:
        return "087190000001"
    if field.format == "email":
        return "nguoimau@vidu.vn"
    if field.pattern:
        return "0" * (field.min_length or 10)
    text = PERSON if "tên" in field.label.lower() else "Nội dung mẫu"
    text = text.ljust(field.min_length or 0, ".")
    return text[: field.max_length] if field.max_length else text
