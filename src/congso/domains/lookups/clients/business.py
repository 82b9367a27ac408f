"""Business registration (apiCSDLDKDN, đăng ký doanh nghiệp): an enterprise by its number."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from congso.core.money import format_money
from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.shapes import Data, Query, Reply, day_words, drift_of, shown, text_of
from congso.foundation.outbox.shapes import CODE, LIST, OPTIONAL, TEXT, Shape

PATH = "apiCSDLDKDN/chiTietDoanhNghiep"
ENTERPRISE = Shape(
    {"ENTERPRISE_GDT_CODE": TEXT, "NAME": TEXT, "HOAdress": dict},
    {"ENTERPRISE_TYPE_NAME": OPTIONAL, "FOUNDING_DATE": OPTIONAL, "LEGAL_NAMES": OPTIONAL, "CAPITAL_AMOUNT": (str, int, float, type(None)),
     "BusinessActivity": LIST, "Member": LIST, "STATUS": OPTIONAL},
)  # fmt: skip
ANSWER = Shape({"Status": CODE, "Data": LIST}, {"Message": OPTIONAL, "DataCount": CODE}, {"Data": ENTERPRISE})


def ask_business(gateway: Gateway, query: Query) -> Reply:
    """The enterprise with this number (msdn)."""
    answer = gateway.get(PATH, msdn=query.number)
    drift = drift_of(PATH, ANSWER, answer)
    rows = answer.get("Data") if isinstance(answer, dict) else None
    row = next((each for each in rows if isinstance(each, dict)), None) if isinstance(rows, list) else None
    return Reply(_data(row) if row and text_of(row, "NAME") else None, drift)


def _data(row: dict[str, Any]) -> Data:
    address = row.get("HOAdress")
    place = text_of(address, "AddressFullText") if isinstance(address, dict) else ""
    capital = text_of(row, "CAPITAL_AMOUNT")
    facts = [
        (_("Mã số doanh nghiệp"), text_of(row, "ENTERPRISE_GDT_CODE")), (_("Tên doanh nghiệp"), text_of(row, "NAME")),
        (_("Loại hình"), text_of(row, "ENTERPRISE_TYPE_NAME")), (_("Ngày thành lập"), day_words(text_of(row, "FOUNDING_DATE"))),
        (_("Người đại diện theo pháp luật"), text_of(row, "LEGAL_NAMES")), (_("Trụ sở"), place),
        (_("Vốn điều lệ"), format_money(int(capital)) if capital.isdecimal() else capital), (_("Ngành nghề chính"), _main(row.get("BusinessActivity"))),
    ]  # fmt: skip
    fills = {"identity_number": text_of(row, "ENTERPRISE_GDT_CODE"), "name": text_of(row, "NAME"), "address": place}
    return Data(shown(facts), {name: value for name, value in fills.items() if value})


def _main(rows: Any) -> str:
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    chosen = [row for row in found if str(row.get("IS_MAIN")) in {"1", "True", "true"}] or found[:1]
    return "; ".join(f"{text_of(row, 'CODE')} {text_of(row, 'NAME')}".strip() for row in chosen)
