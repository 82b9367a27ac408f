"""How a unit collects, from a day on."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.text import fold, nfc
from congso.domains.fees.errors import WrongAccount
from congso.domains.fees.models import CollectionAccount
from congso.domains.fees.policies import require_can_manage
from congso.foundation.audit.writing import write_action

_BIN, _ACCOUNT = re.compile(r"^\d{6}$"), re.compile(r"^[A-Z0-9]{4,19}$")


def set_account(
    *, actor: Actor, unit_id: int, valid_from: date, bank_bin: str = "", bank_name: str = "", account_number: str = "",
    account_name: str = "", receipt_form: str = "", receipt_series: str = "", days_to_pay: int = 10, days_kept_open: int = 60,
) -> CollectionAccount:  # fmt: skip
    """Set bank account and receipt series of a unit from a day on; the same day again is corrected.

    Raises NotAllowed, WrongAccount.
    """
    with write_action("fees.set_account", actor=actor) as action:
        require_can_manage(actor, unit_id)
        number = "".join(account_number.split()).upper()
        if bool(bank_bin) != bool(number):
            raise WrongAccount(
                field="account_number", reason=_("cần cả mã ngân hàng và số tài khoản, hoặc để trống cả hai.")
            )
        if bank_bin and not _BIN.match(bank_bin):
            raise WrongAccount(field="bank_bin", reason=_("mã ngân hàng (BIN) gồm 6 chữ số."))
        if number and not _ACCOUNT.match(number):
            raise WrongAccount(
                field="account_number", reason=_("số tài khoản gồm 4 đến 19 chữ số, chữ hoa không dấu.")
            )
        values = {
            "bank_bin": bank_bin, "bank_name": nfc(bank_name.strip()), "account_number": number,
            "account_name": fold(account_name.strip()).upper(), "receipt_form": nfc(receipt_form.strip()),
            "receipt_series": nfc(receipt_series.strip()), "days_to_pay": days_to_pay, "days_kept_open": days_kept_open,
        }  # fmt: skip
        row, made = CollectionAccount.objects.update_or_create(
            unit_id=unit_id, valid_from=valid_from, defaults=values
        )
        action.record(row, unit=unit_id, valid_from=valid_from, made=made, **values)
    return row
