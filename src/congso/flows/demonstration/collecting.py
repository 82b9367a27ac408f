"""Invented bank accounts and receipt series of the demonstration's centres; no account belongs to anybody."""

from __future__ import annotations

from datetime import date

from congso.core.actors import Actor
from congso.domains.fees.facade import set_account
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import tree

START = date(2025, 7, 1)


def load_accounts(*, actor: Actor) -> int:
    """Give every one-stop centre an account and a series; how many."""
    centres = [node for node in tree().nodes.values() if node.function == UnitFunction.ONE_STOP]
    with write_action("fees.load_accounts", actor=actor) as action:
        for node in centres:
            set_account(
                actor=actor, unit_id=node.id, valid_from=START, bank_bin="999999", bank_name="Ngân hàng dùng thử",
                account_number=f"900{node.id:09}", account_name=node.short_name[:120], receipt_form="BLT-DT",
                receipt_series="DT-26E",
            )  # fmt: skip
        action.record(("fees.collectionaccount", "*"), made=len(centres))
    return len(centres)
