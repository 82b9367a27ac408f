"""A step as its template draws it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from congso.foundation.forms.addresses import OldWard, Province, Ward, provinces, wards_of
from congso.foundation.forms.engine.conditions import holds, visible_answers, visible_item
from congso.foundation.forms.engine.definition import Condition, Definition, Field, Kind, Section, Step, Term
from congso.foundation.forms.engine.normalising import show_day, show_number
from congso.foundation.forms.engine.reading import MOST_FILES, MOST_ITEMS, Problem, Reading


@dataclass
class OptionView:
    """A choice with whether it is made."""

    id: str
    value: str
    label: str
    chosen: bool


@dataclass
class FieldView:
    """A field as it is drawn; ``name`` is the name of its box, ``condition`` what the script needs to show or hide it."""

    field: Field
    name: str
    shown: bool
    condition: str = ""
    text: str = ""
    error: str = ""
    focused: bool = False
    options: list[OptionView] = made(default_factory=list)
    checked: bool = False
    files: list[dict[str, Any]] = made(default_factory=list)
    address: AddressView | None = None
    items: list[ItemView] = made(default_factory=list)
    may_add: bool = False

    @property
    def id(self) -> str:
        """The box's id."""
        return f"f-{self.name}"

    @property
    def pictures(self) -> bool:
        """Whether there are pictures that could be put together."""
        return any(file.get("picture") for file in self.files)

    @property
    def template(self) -> str:
        """The template of its widget."""
        return f"forms/box/{self.field.widget}.html"

    @property
    def help(self) -> str:
        """What stands under the label; of a text that begins with a shortened label (“…”) only the rest is said."""
        label = self.field.label
        head = label.removesuffix("…")
        if head == label or not self.field.help.startswith(head):
            return self.field.help
        return "… " + self.field.help.removeprefix(head).lstrip(" ,;:.")

    @property
    def described_by(self) -> str:
        """Ids of help and error, for aria-describedby."""
        parts = [f"{self.id}-help"] if self.field.help else []
        return " ".join([*parts, f"{self.id}-error"] if self.error else parts)

    @property
    def input_mode(self) -> str:
        """Which keys a phone should offer."""
        if self.field.kind == Kind.INTEGER or (self.field.widget == "identity" and not self.text.isalpha()):
            return "numeric"
        if self.field.kind == Kind.NUMBER:
            return "decimal"
        return {"phone": "tel", "date": "numeric"}.get(
            self.field.widget, "email" if self.field.format == "email" else ""
        )

    @property
    def autocomplete(self) -> str:
        """What the browser may fill in: the form's own word, else what the kind of box says, else off."""
        if self.field.autocomplete:
            return self.field.autocomplete
        return "off"

    @property
    def longest(self) -> int | None:
        """The most characters, only where the form sets it."""
        return self.field.max_length


@dataclass
class AddressView:
    """The parts of an address box."""

    provinces: list[Province]
    wards: Sequence[Ward]
    province_code: str
    ward_code: str
    street: str
    errors: dict[str, str]
    typed_old: str
    found_old: list[OldWard] | None
    focus: str = ""


@dataclass
class ItemView:
    """One item of a repeating group."""

    number: int
    identifier: str
    title: str
    fields: list[FieldView]
    is_first: bool
    is_last: bool
    focus: str = ""


@dataclass
class SectionView:
    """A section with its fields."""

    section: Section
    fields: list[FieldView]
    shown: bool
    condition: str


@dataclass
class StepLink:
    """A step in the list of steps."""

    number: int
    title: str
    url: str
    state: str


@dataclass
class StepView:
    """A step with all that its template needs."""

    definition: Definition
    step: Step
    number: int
    total: int
    sections: list[SectionView]
    problems: list[Problem]
    links: list[StepLink]
    depends: bool
    """Whether something in the step shows or hides by an answer of the same step."""

    @property
    def is_first(self) -> bool:
        """Whether there is nothing to go back to."""
        return self.number == 1

    @property
    def is_last(self) -> bool:
        """Whether the summary comes next."""
        return self.number == self.total


Url = Callable[[str], str]
PICTURE_NAMES = (".jpg", ".jpeg", ".png")


def step_view(
    definition: Definition, step: Step, answers: Mapping[str, Any], *, reading: Reading | None = None,
    problems: Sequence[Problem] = (), step_url: Url | None = None, file_url: Url | None = None, picture_url: Url | None = None,
) -> StepView:  # fmt: skip
    """A step ready to be drawn by ``forms/step.html``.

    ``step_url`` gives the address of a step by its key (for the list of steps), ``file_url`` that of a stored file by
    its id. ``picture_url`` gives that of a small picture: then pictures are shown, put in order (``fileup:box:id``) and
    joined (``join:box``), which the caller does. ``reading`` is what ``read_step`` gave, when the step comes back after having been sent.
    """
    drawer = _Drawer(definition, step, answers, reading, problems, (file_url, picture_url))
    sections = [drawer.section(section) for section in step.sections]
    number = definition.place(step)
    return StepView(
        definition=definition, step=step, number=number, total=len(definition.steps), sections=sections,
        problems=list(problems), links=step_links(definition, number, step_url), depends=drawer.depends,
    )  # fmt: skip


def step_links(definition: Definition, number: int, step_url: Url | None) -> list[StepLink]:
    """The list of steps; those before the present one are done, those behind it may be reached when they have an address."""
    return [
        StepLink(place, step.title, step_url(step.key) if step_url else "",
                 "done" if place < number else "current" if place == number else "later")
        for place, step in enumerate(definition.steps, 1)
    ]  # fmt: skip


class _Drawer:
    def __init__(self, definition: Definition, step: Step, answers: Mapping[str, Any], reading: Reading | None,
                 problems: Sequence[Problem], urls: tuple[Url | None, Url | None]) -> None:  # fmt: skip
        self.answers, self.shown = answers, visible_answers(definition, answers)
        self.reading, (self.file_url, self.picture_url) = reading, urls
        self.errors = {problem.name: problem.sentence for problem in reversed(problems)}
        self.own = {field.name for field in step.fields if field.asks}
        self.depends = False

    def section(self, section: Section) -> SectionView:
        """A section with its fields."""
        views = [
            self.view(each, each.name, self.answers.get(each.name), self.shown) for each in section.fields
        ]
        return SectionView(
            section,
            views,
            holds(section.visible_if, self.shown),
            self.condition(section.visible_if, "", set()),
        )

    def condition(self, condition: Condition | None, prefix: str, inner: set[str]) -> str:
        """The condition for the script, with what other steps decide already decided; empty when nothing is left."""
        if condition is None or not any(
            term.field in self.own or term.field in inner for term in condition.terms()
        ):
            return ""
        self.depends = True
        return json.dumps(self._reduced(condition, prefix, inner), ensure_ascii=False)

    def _reduced(self, condition: Condition, prefix: str, inner: set[str]) -> dict[str, Any]:
        return {condition.mode: [self._part(part, prefix, inner) for part in condition.parts]}

    def _part(self, part: Term | Condition, prefix: str, inner: set[str]) -> Any:
        if isinstance(part, Condition):
            return self._reduced(part, prefix, inner)
        if part.field in inner:
            return [prefix + part.field, str(part.op), part.value]
        if part.field in self.own:
            return [part.field, str(part.op), part.value]
        return holds(Condition("all", (part,)), self.shown)

    def view(self, each: Field, name: str, value: Any, inside: Mapping[str, Any], prefix: str = "",
             inner: set[str] | None = None) -> FieldView:  # fmt: skip
        """One field; ``inside`` are the visible answers around it."""
        view = FieldView(each, name, holds(each.visible_if, inside), self.condition(each.visible_if, prefix, inner or set()),
                         error=self.errors.get(name, ""), focused=self._focus() == name)  # fmt: skip
        if each.kind == Kind.GROUP:
            self._fill_group(view, value if isinstance(value, list) else [])
        elif each.kind == Kind.FILE:
            view.files = [self._file(ref) for ref in value or []]
            view.may_add = len(view.files) < (each.max_items or MOST_FILES)
        elif each.kind == Kind.ADDRESS:
            view.address = self._address(name, value if isinstance(value, Mapping) else {})
        elif each.kind in {Kind.CHOICE, Kind.CHOICES}:
            view.options = _options(view, value)
        elif each.kind == Kind.BOOLEAN:
            view.checked = bool(value)
        else:
            view.text = _box_text(each, value)
        return view

    def _file(self, ref: Mapping[str, Any]) -> dict[str, Any]:
        is_picture = self.picture_url is not None and str(ref["name"]).lower().endswith(PICTURE_NAMES)
        return {
            **ref, "url": self.file_url(ref["id"]) if self.file_url else "",
            "picture": self.picture_url(ref["id"]) if is_picture and self.picture_url else "",
        }  # fmt: skip

    def _focus(self) -> str:
        return self.reading.focus if self.reading else ""

    def _fill_group(self, view: FieldView, items: list[Any]) -> None:
        group = view.field
        inner = {each.name for each in group.fields if each.asks}
        view.may_add = len(items) < (group.max_items or MOST_ITEMS)
        view.error = self.errors.get(f"{group.name}-add", "")
        view.focused = self._focus() == f"{group.name}-add"
        for number, item in enumerate(items):
            prefix = f"{group.name}-{number}-"
            inside = {**self.shown, **visible_item(group, item, self.shown)}
            views = [
                self.view(each, prefix + each.name, item.get(each.name), inside, prefix, inner)
                for each in group.fields
            ]
            title = f"{group.item_label or group.label} {number + 1}"
            focus = self._focus().removeprefix(prefix) if self._focus().startswith(prefix) else ""
            view.items.append(
                ItemView(
                    number,
                    str(item.get("_id", "")),
                    title,
                    views,
                    number == 0,
                    number == len(items) - 1,
                    focus,
                )
            )

    def _address(self, name: str, value: Mapping[str, Any]) -> AddressView:
        province = str(value.get("province_code", ""))
        parts = ("province", "ward", "street")
        focus = self._focus().removeprefix(f"{name}-") if self._focus().startswith(f"{name}-") else ""
        return AddressView(
            provinces=list(provinces().values()), wards=wards_of(province), province_code=province,
            ward_code=str(value.get("ward_code", "")), street=str(value.get("street", "")),
            errors={part: found for part in parts if (found := self.errors.get(f"{name}-{part}"))},
            typed_old=self.reading.typed_old.get(name, "") if self.reading else "",
            found_old=self.reading.found_old.get(name) if self.reading else None, focus=focus,
        )  # fmt: skip


def _options(view: FieldView, value: Any) -> list[OptionView]:
    chosen = value if isinstance(value, list) else [value]
    return [
        OptionView(
            view.id if not place else f"{view.id}-{place}", option.value, option.label, option.value in chosen
        )
        for place, option in enumerate(view.field.options)
    ]


def _box_text(each: Field, value: Any) -> str:
    """What stands in the box: days and numbers as people write them, anything unread as it was typed."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return show_number(value)
    return show_day(str(value)) if each.kind in {Kind.DATE, Kind.PART_DATE} else str(value)
