"""The form with which forms of dossiers are signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.dossiers.models import SignedForm
from congso.foundation.signing.facade import AskForm


class FormsToSign(AskForm):
    """Ticked forms, a key and one PIN."""

    chosen_forms = forms.TypedMultipleChoiceField(label=_("Biểu mẫu"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, rows: Sequence[SignedForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen_forms"].choices = [(row.pk, row.number) for row in rows]  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    """Forms that stay prints, and why."""

    chosen_forms = forms.TypedMultipleChoiceField(coerce=int)
    reason = forms.CharField(label=_("Lý do không ký số"), max_length=300)

    def __init__(self, *args: Any, rows: Sequence[SignedForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen_forms"].choices = [(row.pk, row.number) for row in rows]  # type: ignore[attr-defined]
