"""Forms that ask a service: what it refuses stands beside the box it is about, and what was typed is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core.errors import DomainError, InvalidInput, NotAllowed, NotVisible

P = ParamSpec("P")
T = TypeVar("T")
Text = str | Promise
SAVE = _("Lưu")


class FormIncomplete(InvalidInput):
    """A request came without some boxes of its form: it was cut off, or the page was older than the program."""

    code = "form_incomplete"
    message = _("Biểu mẫu gửi lên không đủ ô nên chưa lưu gì. Mời mở lại trang và gửi lại.")


def require_whole(answers: Mapping[str, object], boxes: Iterable[str]) -> None:
    """Demand that every box came, empty or not, where an absent one would take something away; raises FormIncomplete."""
    if any(box not in answers for box in boxes):
        raise FormIncomplete


def ask(form: forms.BaseForm, service: Callable[..., T], **arguments: Any) -> T | None:
    """Call a service with a form's answers; None when the form or the service refuses, with the reason in the form.

    A missing right, or a thing that may not be seen, is no matter of what was typed: those errors rise.
    """
    if not form.is_valid():
        return None
    try:
        return service(**(form.cleaned_data | arguments))
    except (NotAllowed, NotVisible):
        raise
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None


def form_page(
    request: HttpRequest, form: forms.BaseForm, *, title: Text, submit: Text = SAVE, cancel_url: str = "/",
    trail: Sequence[tuple[str, Text]] = (), intro: Text = "", danger: bool = False,
) -> HttpResponse:  # fmt: skip
    """A page with one form on it; 422 when it comes back with errors."""
    context = {"form": form, "title": title, "submit": submit, "cancel_url": cancel_url, "trail": trail,
               "intro": intro, "danger": danger}  # fmt: skip
    return render(request, "staff/form_page.html", context, status=422 if form.errors else 200)
