"""Processes and published procedures of the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from congso.core.actors import Actor
from congso.domains.procedures.facade import (
    CatalogueLine,
    FeeItem,
    Limit,
    ServiceLevel,
    Terms,
    catalogue_lines,
    import_catalogue,
    publish_procedure,
    shipped_catalogue,
)  # fmt: skip
from congso.flows.demonstration.officials import STAFFED
from congso.flows.demonstration.units import REORGANISED, read
from congso.foundation.calendar.limits import TimeUnit
from congso.foundation.casework.authoring import StepSpec, chain, consultation_steps, publish_process
from congso.foundation.orgs.models import UnitFunction

AFTERNOON = time(15, 0)
SAME_DAY = Limit(Decimal(0), TimeUnit.WORKING_DAYS)


PRESENCE = {
    "Thủ tục đăng ký kết hôn": "hai bên nam, nữ phải có mặt ký Giấy chứng nhận kết hôn (Luật Hộ tịch 2014, Điều 18)",
    "Chứng thực chữ ký": "người yêu cầu phải ký trước mặt người thực hiện chứng thực (NĐ 23/2015/NĐ-CP, Điều 24)",
    "Chứng thực di chúc": "người lập di chúc phải ký trước mặt người thực hiện chứng thực (NĐ 23/2015/NĐ-CP, Điều 36)",
    "Chứng thực giao dịch": "các bên phải ký trước mặt người thực hiện chứng thực (NĐ 23/2015/NĐ-CP, Điều 36)",
    "Chứng thực bản sao": "phải đối chiếu bản chính giấy (NĐ 23/2015/NĐ-CP, Điều 20)",
    "Thủ tục đăng ký nhận cha, mẹ, con": "các bên phải có mặt khi đăng ký (Luật Hộ tịch 2014, Điều 25)",
    "Hòa giải tranh chấp": "các bên phải dự cuộc họp hòa giải (Luật Đất đai 2024, Điều 235)",
    "Tách thửa": "phải đo đạc, kiểm tra thực địa thửa đất",
}
"""Beginning of a procedure's name → why it is offered only partly online (NĐ 224/2026/NĐ-CP, Điều 14–16)."""


HOUSEHOLD_BUSINESS = ("1.001266", "1.001570", "1.001612", "2.000575", "2.000720")
"""Hộ kinh doanh: ended, paused, founded, certificate given again, changed."""
BUILDING_PERMITS = ("1.013225", "1.013226", "1.013227", "1.013228", "1.013229")
"""Cấp giấy phép xây dựng công trình cấp III, IV, nhà ở riêng lẻ: new, changed, prolonged, given again, for repairs."""


@dataclass(frozen=True)
class Offer:
    """Which procedures of a field are published where."""

    field: str
    level: str
    division: str
    most: int
    department: str = ""
    """Number of the department; empty: every staffed commune."""
    codes: tuple[str, ...] = ()
    """Only these procedures; empty: the first ones by code."""


OFFERS = (
    Offer("Hộ tịch", "commune", UnitFunction.OFFICE, 100),
    Offer("Chứng thực", "commune", UnitFunction.OFFICE, 100),
    Offer("Đất đai", "commune", UnitFunction.ECONOMY, 5),
    Offer("Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)", "commune", UnitFunction.ECONOMY, 5,
          codes=HOUSEHOLD_BUSINESS),
    Offer("Hoạt động xây dựng", "commune", UnitFunction.ECONOMY, 5, codes=BUILDING_PERMITS),
    Offer("Bảo trợ xã hội", "commune", UnitFunction.SOCIETY, 4),
    Offer("Giảm nghèo", "commune", UnitFunction.SOCIETY, 3),
    Offer("Công chứng", "province", UnitFunction.SPECIALIST, 4, "03"),
    Offer("Luật sư", "province", UnitFunction.SPECIALIST, 2, "03"),
    Offer("Thành lập và hoạt động của doanh nghiệp", "province", UnitFunction.SPECIALIST, 5, "04"),
    Offer("Đất đai", "province", UnitFunction.SPECIALIST, 5, "06"),
    Offer("Trồng trọt và Bảo vệ thực vật", "province", UnitFunction.SPECIALIST, 3, "06"),
    Offer("Hoạt động xây dựng", "province", UnitFunction.SPECIALIST, 4, "07"),
    Offer("Đường bộ", "province", UnitFunction.SPECIALIST, 4, "07"),
)


def limit_of(line: CatalogueLine) -> tuple[Limit, time | None]:
    """The time limit to publish with; civil status and certification without a unit are same-day with 15:00."""
    same_day_field = line.field in {"Hộ tịch", "Chứng thực"}
    if line.amount is None or (
        same_day_field and line.amount <= 1 and line.unit in {"", TimeUnit.WORKING_DAYS}
    ):
        return (SAME_DAY, AFTERNOON) if same_day_field else (Limit(Decimal(10), TimeUnit.WORKING_DAYS), None)
    return Limit(line.amount, line.unit or TimeUnit.WORKING_DAYS), None


def level_of(name: str) -> tuple[ServiceLevel, str]:
    """The service level with its reason: everything online unless the law wants somebody or something seen."""
    reason = next((why for begin, why in PRESENCE.items() if name.startswith(begin)), "")
    return (ServiceLevel.PARTIAL, reason) if reason else (ServiceLevel.FULL, "")


class Processes:
    """Process versions by the working minutes they may take, made when first needed."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.known: dict[tuple[int, bool], int] = {}

    def fitting(self, limit: Limit, *, with_review: bool) -> int:
        """A version whose steps fill the limit."""
        minutes = max(min(limit.working_minutes, 480 * 60) // 240 * 240, 240)  # whole half days
        key = (minutes, with_review)
        if key not in self.known:
            self.known[key] = self._publish(minutes, with_review)
        return self.known[key]

    def _publish(self, minutes: int, with_review: bool) -> int:
        steps: list[StepSpec] = chain(minutes, with_review=with_review)
        days = f"{minutes / 480:g}".replace(".", ",")
        kind, code = ("đầy đủ", "day-du") if with_review else ("rút gọn", "rut-gon")
        version = publish_process(
            actor=self.actor,
            code=f"mot-cua-{code}-{minutes}",
            name=f"Một cửa {kind}, {days} ngày làm việc",
            steps=steps,
        )
        return version.pk


def _lines(offer: Offer) -> list[CatalogueLine]:
    lines = catalogue_lines(field=offer.field, level=offer.level)
    return [line for line in lines if not offer.codes or line.code in offer.codes][: offer.most]


def load_catalogue(*, actor: Actor, progress: Callable[[int], None] | None = None) -> None:
    """Import the whole national catalogue, in force since the reorganisation."""
    import_catalogue(actor=actor, path=shipped_catalogue(), on=REORGANISED, progress=progress)


def publish_demo(*, actor: Actor, ids: dict[str, int]) -> int:
    """Publish some eighty procedures at the staffed communes and at departments; how many were published."""
    publish_process(actor=actor, code="consultation", name="Xin ý kiến, phối hợp", steps=consultation_steps(),
                    case_kind="consultation")  # fmt: skip
    processes, count = Processes(actor), 0
    communes = [ids[f"xa-{ward['code']}"] for ward in read("wards_2026.csv") if ward["full_name"] in STAFFED]
    for offer in OFFERS:
        agencies = [ids[f"so-{offer.department}"]] if offer.department else communes
        for line in _lines(offer):
            limit, cutoff = limit_of(line)
            version_id = processes.fitting(limit, with_review=offer.field not in {"Hộ tịch", "Chứng thực"})
            fees = [FeeItem("Lệ phí", 2, line.fee_amount)] if line.fee_amount else []
            level, level_reason = level_of(line.name)
            terms = Terms(
                process_version_id=version_id, legal_limit=limit, division_function=offer.division, cutoff=cutoff,
                fees=fees, result_code=line.result_code, result_name=line.result_name,
                service_level=level, level_reason=level_reason, decision_number="1234/QĐ-UBND",
            )  # fmt: skip
            publish_procedure(actor=actor, version_id=line.version_id, agency_ids=agencies, terms=terms,
                              valid_from=REORGANISED)  # fmt: skip
            count += 1
    return count
