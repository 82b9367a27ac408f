from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.utils import translation

from congso.foundation.web.widgets import DateBox


class ApplicantForm(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Như trên căn cước")
    born = forms.DateField(label="Ngày sinh", widget=DateBox)
    unit = forms.ChoiceField(label="Đơn vị", choices=[("1", "Phường 1"), ("2", "Phường 2")])
    way = forms.ChoiceField(label="Cách nhận", choices=[("post", "Bưu chính")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Đã đọc", required=False)

    def clean(self) -> dict[str, object]:
        """Complain about the whole."""
        self.add_error(None, "Hồ sơ đã nộp rồi.")
        return self.cleaned_data


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def one(self, tag: str, **wanted: str) -> dict[str, str | None]:
        (match,) = [a for t, a in self.found if t == tag and all(a.get(k) == v for k, v in wanted.items())]
        return match


def refused() -> ApplicantForm:
    return ApplicantForm({"name": "", "born": "31/02/2020", "unit": "2", "way": "post"})


def test_the_error_stands_beside_its_box_and_is_read_with_it() -> None:
    page = _Tags(refused().as_div())

    box = page.one("input", name="name")
    assert box["aria-invalid"] == "true"
    assert (box["aria-describedby"] or "").split() == ["id_name_helptext", "id_name_error"]
    assert page.one("div", id="id_name_error")["class"] == "field-error"
    assert "is-invalid" in (box["class"] or "")


def test_the_summary_takes_the_focus_and_leads_to_every_box() -> None:
    text = str(refused())
    page = _Tags(text)

    summary = page.one("div", role="alert")
    assert "autofocus" in summary
    assert [a["href"] for t, a in page.found if t == "a"] == ["#id_name", "#id_born"]
    assert "Hồ sơ đã nộp rồi." in text


def test_what_was_typed_is_kept() -> None:
    form = refused()
    page = _Tags(form.as_div())

    assert page.one("input", name="born")["value"] == "31/02/2020"
    assert "selected" in page.one("option", value="2")
    assert "checked" in page.one("input", name="way")


def test_a_fresh_form_has_no_errors_and_every_box_its_label() -> None:
    text = ApplicantForm().as_div()
    page = _Tags(text)

    assert "error-summary" not in text
    assert page.one("label", **{"for": "id_name"})["class"] == "form-label required"
    assert page.one("input", name="born")["placeholder"] == "ngày/tháng/năm"
    assert page.one("select", name="unit")["class"] == "form-select"
    assert page.one("input", name="agreed")["class"] == "form-check-input"
    assert page.one("fieldset")["id"] == "id_way"


def test_a_class_given_by_the_author_is_kept() -> None:
    class Wide(forms.Form):
        number = forms.CharField(widget=forms.TextInput(attrs={"class": "codes"}))

    assert _Tags(Wide().as_div()).one("input", name="number")["class"] == "form-control codes"


def test_nothing_typed_can_break_out_of_the_page() -> None:
    text = ApplicantForm({"name": "<script>alert(1)</script>"}).as_div()

    assert "<script>" not in text


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("typed", ["05/11/2026", "5/11/2026", "05-11-2026", "05112026", "2026-11-05"])
def test_days_are_read_day_first_in_every_language(language: str, typed: str) -> None:
    with translation.override(language):
        form = ApplicantForm({"born": typed})
        form.is_valid()

    assert form.cleaned_data["born"] == date(2026, 11, 5)
    assert 'value="05/11/2026"' in str(ApplicantForm(initial={"born": date(2026, 11, 5)})["born"])
