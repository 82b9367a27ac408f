"""Forms of opinions on a draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.further_files import OTHERS
from congso.domains.documents.models import Opinion, Outgoing, TakenUp, Verdict
from congso.domains.documents.services.outgoing_opinions import AnswerIn, AskIn
from congso.foundation.casework.definitions import definition
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders
from congso.foundation.web.widgets import DateBox


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class OpinionsForm(forms.Form):
    """Whom to ask, until when."""

    units = forms.TypedMultipleChoiceField(label=_("Đơn vị"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple)
    people = forms.MultipleChoiceField(label=_("Người"), required=False, widget=forms.CheckboxSelectMultiple)
    due_on = forms.DateField(label=_("Hạn góp ý"), widget=DateBox)
    question = forms.CharField(label=_("Đề nghị góp ý về"), required=False, max_length=2000, widget=_area(3))
    seq = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, outgoing: Outgoing, seq: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = tree()
        nodes = [units.get(each) for each in units.part_of_agency(outgoing.agency_id) if each in units.nodes]
        own = sorted((node for node in nodes if holders(role="", unit_id=node.id)), key=lambda node: node.identifier)
        self.fields["units"].choices = [(node.id, node.name) for node in own if node.id != outgoing.agency_id]  # type: ignore[attr-defined]
        people = [(f"{account}:{node.id}", f"{name} ({node.name})") for node in own for account, name in holders(role="", unit_id=node.id)
                  if account != outgoing.drafter_id]  # fmt: skip
        self.fields["people"].choices = people  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial["seq"] = seq

    def asked(self) -> AskIn:
        """What was chosen, for the service."""
        said = self.cleaned_data
        pairs = [each.split(":") for each in said["people"]]
        return AskIn(said["due_on"], said["units"], [(int(account), int(unit)) for account, unit in pairs], said["question"])


class AnswerForm(forms.Form):
    """Agree or not, why, perhaps a file."""

    verdict = forms.ChoiceField(label=_("Ý kiến"), choices=Verdict.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Nội dung góp ý, lý do"), required=False, max_length=20_000, widget=_area(6),
                           help_text=_("Để trống được khi nhất trí hoàn toàn."))  # fmt: skip
    upload = forms.FileField(label=_("Tệp kèm theo"), required=False, widget=forms.FileInput(attrs={"accept": ",".join(OTHERS)}))
    seq = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def given(self) -> AnswerIn:
        """What was answered, for the service."""
        return AnswerIn(self.cleaned_data["verdict"], self.cleaned_data["text"], self.cleaned_data["upload"] or None)


class GiveForm(forms.Form):
    """Which officer answers."""

    holder = forms.TypedChoiceField(label=_("Giao cho"), coerce=int, empty_value=None, required=False)
    note = forms.CharField(label=_("Ý kiến của lãnh đạo đơn vị"), required=False, max_length=2000, widget=_area(2))
    seq = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, opinion: Opinion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        process, case = definition(opinion.case.version_id), opinion.case
        way = next((each for each in process.step(case.step_id).ways if not each.is_return), None) if case.step_id else None
        role = process.step(way.target_id).role if way else "officer"
        people = holders(role=role, unit_id=case.holder_unit_id)
        self.fields["holder"].choices = [("", _("Cả đơn vị (ai rảnh thì nhận)")), *people]  # type: ignore[attr-defined]


class TakeUpForm(forms.Form):
    """What became of an answer."""

    taken_up = forms.ChoiceField(label=_("Tiếp thu, giải trình"), choices=TakenUp.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Nội dung tiếp thu, giải trình"), required=False, max_length=20_000, widget=_area(4))


class WithdrawForm(forms.Form):
    """Why it is asked no longer."""

    reason = forms.CharField(label=_("Lý do thôi lấy ý kiến"), max_length=500, widget=_area(2))
