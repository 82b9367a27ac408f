"""Put a form's answer to a service, and put the service's refusal back into the form: in this one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from congso.core.errors import DomainError, NotAllowed, NotVisible


def attempt(form: forms.Form, call: Callable[[dict[str, Any]], Any]) -> Any | None:
    """What ``call`` gives for the form's clean values; None when the form or the service refused them.

    A refusal stands beside the field it names, or on top, and what was typed stays. What one may not see or do
    still rises to the middleware.
    """
    if not form.is_valid():
        return None
    try:
        return call(form.cleaned_data)
    except (NotAllowed, NotVisible):
        raise
    except DomainError as error:
        form.refusal = error  # type: ignore[attr-defined]
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None


def status_of(form: forms.Form | None) -> int:
    """200 for a page just shown; 409 when somebody was quicker or the state forbids it; 422 for wrong input."""
    refusal = getattr(form, "refusal", None)
    if refusal is not None:
        return int(refusal.status)
    return 422 if form is not None and form.is_bound else 200
