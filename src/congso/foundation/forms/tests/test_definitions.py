"""Definitions: good ones are drawn and filled, bad ones are refused with the place."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congso.foundation.forms.engine.building import Boxes, FormBuilder, Json, when
from congso.foundation.forms.engine.checking import check
from congso.foundation.forms.engine.parsing import parse_definition
from congso.foundation.forms.engine.sampling import sample_answers
from congso.foundation.forms.engine.viewing import step_view
from congso.foundation.forms.engine.wording import print_data, summary
from congso.foundation.forms.errors import DefinitionFaulty
from congso.foundation.forms.tests.makers import family_json

Change = Callable[[Json], Any]
FAULTS: list[tuple[str, Change, str, str]] = [
    ("no steps", lambda form: form["layout"].update(steps=[]), "layout", "ít nhất một bước"),
    ("unknown type", lambda form: form["schema"]["properties"]["name"].update(type="null"), "ô “name”", "kiểu"),
    ("no title", lambda form: form["schema"]["properties"]["name"].pop("title"), "ô “name”", "title"),
    ("not laid out", lambda form: form["schema"]["properties"].update(lost={"type": "string", "title": "x"}), "schema.lost", "không có trong bước"),
    ("not in schema", lambda form: fields(form).append({"field": "ghost"}), "ô “ghost”", "không có trong schema"),
    ("twice", lambda form: fields(form).append({"field": "name"}), "mục 1", "đã có ở trên"),
    ("bad name", lambda form: fields(form).append({"field": "Họ tên"}), "mục 1", "tên ô"),
    ("condition below", lambda form: fields(form)[0].update(visible_if=when("married", "yes")), "ô “name”", "không có ở phía trên"),
    ("condition on nothing", lambda form: fields(form)[-1].update(visible_if=when("ghost")), "ô “spouse”", "ghost"),
    ("condition value", lambda form: fields(form)[-1].update(visible_if=when("married", "maybe")), "ô “spouse”", "maybe"),
    ("condition op", lambda form: fields(form)[-1].update(visible_if=when("married", "yes", "like")), "ô “spouse”", "like"),
    ("widget", lambda form: fields(form)[0].update(widget="address"), "ô “name”", "không hợp"),
    ("pattern", lambda form: form["schema"]["properties"]["name"].update(pattern="("), "ô “name”", "biểu thức"),
    ("bounds", lambda form: form["schema"]["properties"]["name"].update(minLength=9, maxLength=2), "ô “name”", "giới hạn"),
    ("reference", lambda form: form["schema"]["properties"].update(name={"$ref": "#/$defs/none"}), "ô “name”", "$ref"),
    ("options", lambda form: form["schema"]["properties"]["married"].update(oneOf=[]), "ô “married”", "lựa chọn"),
    ("prefill", lambda form: fields(form)[0].update(prefill="secrets.all"), "ô “name”", "secrets.all"),
    ("step key", lambda form: form["layout"]["steps"][0].update(key="Bước 1"), "Bước 1", "mã"),
    ("same step key", lambda form: form["layout"]["steps"][0].update(key="con"), "layout", "cùng mã"),
]  # fmt: skip


def fields(form: Json) -> list[Json]:
    """The entries of the first section."""
    found: list[Json] = form["layout"]["steps"][0]["sections"][0]["fields"]
    return found


@pytest.mark.parametrize(
    ("change", "place", "words"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_bad_definition_is_refused_with_its_place(change: Change, place: str, words: str) -> None:
    form = deepcopy(family_json())
    change(form)

    with pytest.raises(DefinitionFaulty) as refused:
        parse_definition(form)

    assert any(place in fault.place and words in fault.sentence for fault in refused.value.faults), (
        refused.value.faults
    )


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                        st.sampled_from(["title", "schema", "layout", "steps", "sections", "fields", "field", "type", "properties"]),
                        inner, max_size=4), max_leaves=20))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_whatever_is_sent_is_refused_in_sentences_and_never_breaks(rubbish: Any) -> None:
    with pytest.raises(DefinitionFaulty):
        parse_definition(rubbish if isinstance(rubbish, dict) else {"layout": rubbish, "schema": rubbish})


LABELS = st.text("abcđêớ <>&\"'", min_size=1, max_size=20).filter(str.strip)


@st.composite
def definitions(draw: st.DrawFn) -> Json:
    """Any form the builder could write."""
    form = FormBuilder(draw(LABELS), statement=draw(LABELS))
    count, choices = 0, list[str]()
    for step in range(draw(st.integers(1, 3))):
        form.step(f"b{step}", draw(LABELS))
        for _section in range(draw(st.integers(1, 2))):
            form.section(draw(LABELS))
            for _field in range(draw(st.integers(1, 5))):
                count += 1
                asked = draw(st.sampled_from([*choices, ""]))
                condition = when(asked, "c1") if asked else None
                kind = draw(st.sampled_from(KINDS))
                add_box(
                    form,
                    kind,
                    f"f{count}",
                    draw(LABELS),
                    required=bool(draw(st.integers(0, 1))),
                    visible_if=condition,
                )
                if kind == "choice":
                    choices.append(f"f{count}")
    return form.definition()


KINDS = [
    "text",
    "area",
    "day",
    "part_day",
    "choice",
    "choices",
    "number",
    "money",
    "yes",
    "address",
    "files",
    "group",
    "phone",
]


def add_box(form: FormBuilder, kind: str, name: str, label: str, **rest: Any) -> None:
    """A box of a kind."""
    if kind == "group":
        form.group(
            name,
            label,
            "Mục",
            lambda boxes: _inner(boxes, label),
            least=1 if rest.pop("required") else 0,
            **rest,
        )
    elif kind in {"choice", "choices"}:
        getattr(form, kind)(name, label, {"c1": "Một", "c2": "Hai"}, **rest)
    elif kind == "phone":
        form.text(name, label, format="phone", **rest)
    else:
        getattr(form, kind)(name, label, **rest)


def _inner(boxes: Boxes, label: str) -> None:
    boxes.text("a", label, required=True)
    boxes.choice("b", label, {"c1": "Một", "c2": "Hai"}, required=True)
    boxes.day("c", label, visible_if=when("b", "c1"), required=True)


@given(definitions())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_form_is_drawn_and_a_filled_sample_is_accepted(source: Json) -> None:
    form = parse_definition(source)
    answers = sample_answers(form)

    assert check(form, answers) == []
    assert summary(form, answers)
    assert print_data(form, answers)["title"] == form.title
    for step in form.steps:
        for given_answers in ({}, answers):
            problems = check(form, given_answers, step=step)
            page = render_to_string(
                "forms/step.html", {"view": step_view(form, step, given_answers, problems=problems)}
            )
            for problem in problems:
                assert f'id="f-{problem.name}"' in page, "the summary's link leads to its box"
            assert "<>&" not in page, "labels are escaped"
