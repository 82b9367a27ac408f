"""Put the shipped forms of procedures into force."""

from __future__ import annotations

from datetime import date

from congso.core.actors import Actor
from congso.domains.procedures.shipped_forms import shipped_forms
from congso.foundation.audit.writing import write_action
from congso.foundation.forms.facade import LoadReport, load_forms


def load_shipped_forms(*, actor: Actor, on: date | None = None) -> LoadReport:
    """Take in the forms that come with the program; repeatable, what the office wrote itself is left alone."""
    with write_action("procedures.load_shipped_forms", actor=actor) as action:
        report = load_forms(actor=actor, files=shipped_forms(), on=on)
        action.record(("forms.form", "procedures"), new=len(report.new), changed=len(report.changed))
    return report
