"""Business registration (apiCSDLDKDN, đăng ký doanh nghiệp): an enterprise by its number, a filing by its own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from congso.core.money import format_money
from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.shapes import Data, Query, Reply, day_words, drift_of, shown, text_of
from congso.foundation.outbox.shapes import CODE, LIST, OPTIONAL, TEXT, Shape

PATH, FILING = "apiCSDLDKDN/chiTietDoanhNghiep", "apiCSDLDKDN/tinhTrangHoSo"
OF_DAY, OF_DAYS = "apiCSDLDKDN/danhSachHoSoTrongNgay", "apiCSDLDKDN/danhSachHoSo"
MOST_DAYS, SHOWN = 5, 200
"""danhSachHoSo tells of five days at most; so many filings are shown."""
ENTERPRISE = Shape(
    {"ENTERPRISE_GDT_CODE": TEXT, "NAME": TEXT, "HOAdress": dict},
    {"ENTERPRISE_TYPE_NAME": OPTIONAL, "FOUNDING_DATE": OPTIONAL, "LEGAL_NAMES": OPTIONAL, "CAPITAL_AMOUNT": (str, int, float, type(None)),
     "BusinessActivity": LIST, "Member": LIST, "STATUS": OPTIONAL},
)  # fmt: skip
FILED = Shape({"PROCESS_STATUS": CODE}, dict.fromkeys(("IN_JOURNAL_NO", "NAME", "RECEIPT_DATE", "PLAN_DATE"), OPTIONAL))


def ask_business(gateway: Gateway, query: Query) -> Reply:
    """The enterprise with this number (msdn)."""
    row, drift = _first(PATH, ENTERPRISE, gateway.get(PATH, msdn=query.number))
    return Reply(_data(row) if text_of(row, "NAME") else None, drift)


def ask_filing(gateway: Gateway, query: Query) -> Reply:
    """How far a filing with the business register has come (in_journal_no)."""
    row, drift = _first(FILING, FILED, gateway.get(FILING, in_journal_no=query.number))
    facts = [
        (_("Số biên nhận hồ sơ"), text_of(row, "IN_JOURNAL_NO")), (_("Tên doanh nghiệp"), text_of(row, "NAME")), (_("Trạng thái"), text_of(row, "PROCESS_STATUS")),
        (_("Ngày nhận"), day_words(text_of(row, "RECEIPT_DATE"))), (_("Ngày hẹn"), day_words(text_of(row, "PLAN_DATE"))),
    ]  # fmt: skip
    return Reply(Data(shown(facts)) if text_of(row, "PROCESS_STATUS") else None, drift)


def ask_filings(gateway: Gateway, query: Query) -> Reply:
    """The filings of a day, or of up to five days, each with how far it has come."""
    first, last = query.since, query.until or query.since
    if first is None or last is None:
        return Reply(None)
    if first == last:
        path, asked = OF_DAY, {"from_ts": f"{first:%Y%m%d}000000", "to_ts": f"{last:%Y%m%d}235959", "offset": "0", "limit": str(SHOWN)}
    else:
        path, asked = OF_DAYS, {"from_date": f"{first:%Y%m%d}", "to_date": f"{last:%Y%m%d}"}
    rows, drift = _rows(path, FILED, gateway.get(path, **asked))
    facts = [(text_of(row, "IN_JOURNAL_NO") or "—", _filing_words(row)) for row in rows[:SHOWN]]
    return Reply(Data(facts) if facts else None, drift)


def _filing_words(row: dict[str, Any]) -> str:
    return "; ".join(filter(None, (text_of(row, "NAME"), text_of(row, "PROCESS_STATUS"), day_words(text_of(row, "RECEIPT_DATE")))))


def _first(path: str, shape: Shape, answer: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The first row of an answer of this group, empty when there is none, and what is odd about its form."""
    rows, drift = _rows(path, shape, answer)
    return (rows or [{}])[0], drift


def _rows(path: str, shape: Shape, answer: Any) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    envelope = Shape({"Status": CODE, "Data": LIST}, {"Message": OPTIONAL, "DataCount": CODE}, {"Data": shape})
    rows = answer.get("Data") if isinstance(answer, dict) else None
    found = [each for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []
    return found, drift_of(path, envelope, answer)


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
