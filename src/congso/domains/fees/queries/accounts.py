"""How units collect."""

from __future__ import annotations

from datetime import date

from congso.domains.fees.models import CollectionAccount
from congso.domains.fees.vietqr import Transfer, vietqr_text


def account_on(unit_id: int, on: date) -> CollectionAccount:
    """How a unit collects on a day; with nothing set, cash and gateways only, and no series."""
    row = (
        CollectionAccount.objects.filter(unit_id=unit_id, valid_from__lte=on).order_by("-valid_from").first()
    )
    return row or CollectionAccount(unit_id=unit_id, valid_from=on)


def transfer_code(account: CollectionAccount, amount: int, code: str) -> str:
    """The VietQR text of a transfer to a unit's account; empty when it has none."""
    if not account.bank_bin or not account.account_number:
        return ""
    return vietqr_text(Transfer(account.bank_bin, account.account_number, amount, code))


def accounts() -> list[CollectionAccount]:
    """All rows, unit by unit, the newest first."""
    return list(CollectionAccount.objects.all())
