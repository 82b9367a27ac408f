"""The week on paper, as offices post it up (A4 landscape)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from congso.core import clock
from congso.domains.schedules.queries import Day, Line, WeekPage
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.units import letterhead
from congso.foundation.printing.wording import in_vietnamese, paper_date


def week_pdf(page: WeekPage) -> bytes:
    """Lịch công tác tuần as PDF; what is internal is never on paper."""
    with in_vietnamese():
        issued = clock.local(page.week.published_at) if page.week and page.week.published_at else None
        data: dict[str, Any] = {
            "head": asdict(letterhead(page.agency_id, page.monday)), "date": paper_date(issued or clock.today()),
            "title": f"Lịch công tác tuần {page.number}",
            "period": f"(Từ ngày {page.monday:%d/%m/%Y} đến ngày {page.sunday:%d/%m/%Y})",
            "version": _version(page), "days": [_day(day) for day in page.days],
        }  # fmt: skip
        return render_pdf("schedules/lich-tuan", data)


def _version(page: WeekPage) -> str:
    if page.week is None or page.week.published_at is None:
        return "DỰ THẢO, CHƯA CÔNG BỐ"
    return f"Bản {page.week.version}, cập nhật lúc {clock.local(page.week.published_at):%H:%M ngày %d/%m/%Y}"


def _day(day: Day) -> dict[str, Any]:
    rows = [_row(line) for line in day.lines if not line.internal]
    return {"name": day.name, "date": f"{day.day:%d/%m}", "off": day.off, "rows": rows}


def _row(line: Line) -> dict[str, Any]:
    half = ("Sáng" if line.is_morning else "Chiều") if line.is_timed else line.time
    change = f"{line.change_label}: {line.reason}" if line.change else ""
    return {
        "half": half, "time": line.time if line.is_timed else "", "content": line.content, "note": line.note, "change": change, "postponed": line.postponed,
        "place": line.place, "presides": line.presides, "part": "; ".join(filter(None, [line.attends, line.part])),
        "prepares": line.prepares, "document": line.document.name if line.document else "",
    }  # fmt: skip
