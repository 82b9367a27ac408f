"""Declare the figures that the share is measured by; one by one, or from a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.agency_codes import new_code_of
from congso.core.errors import InvalidInput, NotVisible
from congso.core.tables import read_lines
from congso.core.text import nfc
from congso.domains.national.models import DeclaredFigure
from congso.domains.national.policies import require_can_manage
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.orgs.queries import tree

COLUMNS = ("ma_co_quan", "tu_ngay", "den_ngay", "so_ho_so", "nguon")
MOST = 2000


@dataclass(frozen=True)
class FigureIn:
    """A figure as declared."""

    agency_id: int | None
    first_day: date
    last_day: date
    received: int
    source: str


def declare(*, actor: Actor, given: Sequence[FigureIn]) -> int:
    """Declare figures; one for the same agency and days takes the place of the former, which ends and stays. How many.

    Raises NotAllowed, InvalidInput for days that do not follow or have not come, or a figure without its source.
    """
    with write_action("national.declare", actor=actor) as action:
        require_can_manage(actor)
        for each in given:
            _require_fits(each)
        for each in given:
            _write(action, each)
        if not given:
            raise InvalidInput(field="table", reason=_("không có dòng nào."))
    return len(given)


def _require_fits(each: FigureIn) -> None:
    if each.last_day < each.first_day:
        raise InvalidInput(field="last_day", reason=_("ngày cuối không trước ngày đầu."))
    if each.last_day > clock.today():
        raise InvalidInput(field="last_day", reason=_("kỳ báo cáo chưa kết thúc."))
    if not each.source.strip():
        raise InvalidInput(field="source", reason=_("phải nêu nguồn số liệu."))


def _write(action: WriteAction, each: FigureIn) -> None:
    same = DeclaredFigure.objects.select_for_update(no_key=True).filter(agency_id=each.agency_id, first_day=each.first_day, last_day=each.last_day, ended_at=None)
    same.update(ended_at=action.at, ended_by_name=action.actor.name[:120])
    row = DeclaredFigure.objects.create(
        agency_id=each.agency_id, first_day=each.first_day, last_day=each.last_day, received=each.received, source=nfc(each.source.strip())[:200],
        declared_at=action.at, declared_by=action.actor.account_id, declared_by_name=action.actor.name[:120],
    )  # fmt: skip
    action.record(row, agency=each.agency_id, first=each.first_day, last=each.last_day, received=each.received, source=row.source)


def end_figure(*, actor: Actor, figure_id: int) -> DeclaredFigure:
    """A declared figure no longer holds; it stays, and our own count is the denominator again. Raises NotAllowed, NotVisible."""
    with write_action("national.end_declared", actor=actor) as action:
        require_can_manage(actor)
        row = DeclaredFigure.objects.select_for_update(no_key=True).filter(pk=figure_id, ended_at=None).first()
        if row is None:
            raise NotVisible
        row.ended_at, row.ended_by_name = action.at, actor.name[:120]
        row.save(update_fields=["ended_at", "ended_by_name"])
        action.record(row, received=row.received)
    return row


def read_figures(content: str) -> list[FigureIn]:
    """The figures of a table; an empty code is the whole province. Raises InvalidInput."""
    codes = {node.identifier: node.id for node in tree().nodes.values() if node.identifier}
    return [_figure(number, row, codes) for number, row in read_lines(content, columns=COLUMNS, most=MOST)]


def _figure(line: int, row: dict[str, str], codes: dict[str, int]) -> FigureIn:
    code, count = new_code_of(row["ma_co_quan"]), row["so_ho_so"].replace(".", "")
    first, last = _day(row["tu_ngay"]), _day(row["den_ngay"])
    if (code and code not in codes) or first is None or last is None or not count.isdecimal() or len(count) > 9:
        raise InvalidInput(field="table", reason=_("dòng %(n)s: mã cơ quan, ngày (ngày/tháng/năm) hoặc số hồ sơ không đúng.") % {"n": line})
    return FigureIn(codes.get(code) if code else None, first, last, int(count), row["nguon"])


def _day(typed: str) -> date | None:
    try:
        if "/" in typed:
            day, month, year = typed.split("/")
            return date(int(year), int(month), int(day))
        return date.fromisoformat(typed)
    except ValueError:
        return None
