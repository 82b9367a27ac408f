"""Keep the retention table and the limits for handing over."""

from __future__ import annotations

from datetime import date

from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import nfc
from congso.domains.records.models import HandoverTerm, RetentionRule
from congso.domains.records.policies import require_can_set_rules
from congso.domains.records.services.periods import require_period
from congso.foundation.audit.writing import write_action


def set_retention_rule(
    *, actor: Actor, code: str, group: int, title: str, years: int, source: str, valid_from: date, withdrawn: bool = False
) -> RetentionRule:
    """Say how long a kind of dossier is kept at least, from a day on; what held before stays for the days before.

    Raises NotAllowed, PeriodOutside.
    """
    with write_action("records.set_retention_rule", actor=actor) as action:
        require_can_set_rules(actor)
        require_period(years)
        code = nfc(code, collapse=True)
        if not code:
            raise InvalidInput(field="code", reason="")
        rule, _made = RetentionRule.objects.update_or_create(
            code=code, valid_from=valid_from,
            defaults={"group": group, "title": nfc(title, collapse=True), "years": years, "source": nfc(source, collapse=True),
                      "withdrawn": withdrawn},
        )  # fmt: skip
        action.record(rule, code=code, years=years, valid_from=valid_from, withdrawn=withdrawn)
    return rule


def set_handover_term(*, actor: Actor, term: str, amount: int, unit: str, source: str, valid_from: date) -> HandoverTerm:
    """Say by when ended dossiers go to the archive, from a day on (thời hạn nộp lưu). Raises NotAllowed."""
    with write_action("records.set_handover_term", actor=actor) as action:
        require_can_set_rules(actor)
        row, _made = HandoverTerm.objects.update_or_create(
            term=term, valid_from=valid_from, defaults={"amount": amount, "unit": unit, "source": nfc(source, collapse=True)}
        )
        action.record(row, term=term, amount=amount, unit=unit, valid_from=valid_from)
    return row
