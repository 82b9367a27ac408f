"""Forms by which work is given anew: to another person, unit, signer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.enums import Power
from congso.domains.documents.forms.incoming import WorkForm
from congso.domains.documents.forms.outgoing import ActForm, signers_of
from congso.domains.documents.policies_incoming import may_give_anew
from congso.domains.documents.queries_incoming import works_of
from congso.domains.documents.queries_outgoing import OutPage
from congso.domains.documents.queries_second import people_of_agency
from congso.domains.documents.services.incoming_giving_anew import NewMain
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import Case, StepKind
from congso.foundation.casework.placing import people_of_step
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names, holders
from congso.foundation.web.widgets import DateBox


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


def _lies_with_somebody(case: Case) -> bool:
    """In one person's hands, or with a unit whose officers each may take it; a head's or leader's turn is anybody's with that role."""
    step = definition(case.version_id).step(case.step_id)
    return case.holder_id is not None or step.kind == StepKind.ANSWER


class ReassignForm(WorkForm):
    """Another person for the document, or for a part of it, in the unit where it is."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    """Which state of each work the person saw."""
    to = forms.ChoiceField(label=_("Giao lại cho"))
    reason = _reason(_("Lý do phân công lại"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        works = [case for case in works_of(self.document) if may_give_anew(self.viewer, case) and _lies_with_somebody(case)]
        groups = []
        for case in works:
            people = [(f"{case.pk}:{account}", name) for account, name in people_of_step(case) if account != case.holder_id]
            if case.holder_id is not None:
                people.append((f"{case.pk}:", str(_("Cả đơn vị (ai rảnh thì nhận)"))))
            holder = account_names().get(case.holder_id or 0, "")
            unit = tree().name(case.holder_unit_id)
            if people:
                groups.append((f"{unit}, {holder}" if holder else unit, people))
        self.fields["to"].choices = [("", _("— chọn người —")), *groups]  # type: ignore[attr-defined]
        self.has_choices = bool(groups)
        if not self.is_bound:
            self.initial["seen"] = " ".join(f"{case.pk}={case.seq}" for case in works)

    def work(self) -> tuple[UUID, int | None, int | None]:
        """The work, its state as it was seen, and who gets it."""
        case_id, _colon, account = self.cleaned_data["to"].partition(":")
        seen = dict(each.split("=", 1) for each in self.cleaned_data["seen"].split() if "=" in each).get(case_id, "")
        return UUID(case_id), int(seen) if seen.isdecimal() else None, int(account) if account else None


class ChangeMainForm(WorkForm):
    """Another responsible unit, or an officer of one directly."""

    to = forms.ChoiceField(label=_("Đơn vị, người chủ trì mới"))
    due_on = forms.DateField(label=_("Hạn giải quyết mới"), required=False, widget=DateBox, help_text=_("Để trống thì giữ hạn cũ."))
    reason = _reason(_("Lý do, ý kiến chỉ đạo"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units, agency = tree(), self.document.agency_id
        present = self.document.case.division_id if self.document.case else None
        inside = [unit for unit in units.nodes if unit in units.part_of_agency(agency) and unit not in {agency, present}]
        inside = [unit for unit in inside if holders(role="head", unit_id=unit)]
        groups = [
            (units.name(unit), [(f"{unit}:", str(_("Cả đơn vị, trưởng phòng phân công"))),
                                *((f"{unit}:{account}", name) for account, name in holders(role="officer", unit_id=unit))])
            for unit in inside
        ]  # fmt: skip
        self.fields["to"].choices = [("", _("— chọn đơn vị —")), *groups]  # type: ignore[attr-defined]
        if not self.is_bound and self.document.case is not None:
            self.initial["seq"] = self.document.case.seq

    def main(self) -> NewMain:
        """What was chosen."""
        unit, _colon, account = self.cleaned_data["to"].partition(":")
        return NewMain(int(unit), int(account) if account else None, self.cleaned_data["due_on"])


class _OfPageForm(ActForm):
    """An action that asks more than a note."""

    note = None  # type: ignore[assignment]
    reason: forms.CharField

    def __init__(self, *args: Any, page: OutPage, slug: str, seq: int | None = None, **kwargs: Any) -> None:
        del kwargs["label"], kwargs["needed"]
        kwargs["auto_id"] = f"id_{slug}_%s"
        forms.Form.__init__(self, *args, **kwargs)
        if not self.is_bound:
            self.initial["seq"] = seq
        self.prepare(page)

    def prepare(self, page: OutPage) -> None:
        """Fill the lists."""


class ReassignDraftForm(_OfPageForm):
    """Another person of the unit for the present step."""

    holder = forms.TypedChoiceField(label=_("Giao lại cho"), coerce=int, empty_value=None, required=False)
    reason = _reason(_("Lý do phân công lại"))

    def prepare(self, page: OutPage) -> None:
        """The others of the step; everybody of the unit, once it is not drafting."""
        people = [each for each in people_of_step(page.case) if each[0] != page.case.holder_id]
        field = self.fields["holder"]
        field.required = bool(page.step and page.step.order == 1)
        first = ("", _("— chọn người —")) if field.required else ("", _("Cả đơn vị (ai rảnh thì nhận)"))
        field.choices = [first, *people]  # type: ignore[attr-defined]


class ChangeSecondForm(_OfPageForm):
    """Who signs as the second instead."""

    second_id = forms.TypedChoiceField(label=_("Người ký thứ hai"), coerce=int)
    position = forms.CharField(label=_("Chức vụ người ký thứ hai"), required=False, max_length=100)
    reason = _reason(_("Lý do đổi người ký"))

    def prepare(self, page: OutPage) -> None:
        """Everybody of the agency but the signer and the present one."""
        left_out = {page.outgoing.signer_id, page.case.holder_id}
        people = [each for each in people_of_agency(page.outgoing.agency_id) if each[0] not in left_out]
        self.fields["second_id"].choices = [("", _("— chọn người —")), *people]  # type: ignore[attr-defined]


class ChangeSignerForm(_OfPageForm):
    """Who signs instead, by what power, in which position."""

    signer_id = forms.TypedChoiceField(label=_("Người ký"), coerce=int)
    power = forms.ChoiceField(label=_("Thẩm quyền ký"), choices=Power.choices, required=False)
    position = forms.CharField(label=_("Chức vụ in trên văn bản"), max_length=100)
    signed_for = forms.CharField(label=_("Ký thay, thay mặt cho"), required=False, max_length=100)
    collective = forms.CharField(label=_("Tập thể ghi phía trên"), required=False, max_length=100)
    reason = _reason(_("Lý do đổi người ký"))

    def prepare(self, page: OutPage) -> None:
        """Those who may sign today; the present power and position stand in the boxes."""
        outgoing = page.outgoing
        others = [each for each in signers_of(outgoing.document.agency_id) if each[0] != outgoing.signer_id]
        self.fields["signer_id"].choices = [("", _("— chọn người —")), *others]  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial.update({"power": outgoing.document.signer_power, "signed_for": outgoing.signed_for, "collective": outgoing.collective})
