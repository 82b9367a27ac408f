"""Public figures as the page draws them, and as files for other programs."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.core import clock
from congso.domains.insight.enums import Preset
from congso.domains.insight.periods import Period, months_on, preset, span
from congso.domains.insight.queries.public import PublicFigures, PublicRow

MONTHS_AT_HAND = 24

DEFINITIONS: tuple[tuple[str, str | Promise, str | Promise, str | Promise], ...] = (
    ("total", gettext_lazy("Tổng số"),
     gettext_lazy("Hồ sơ chuyển từ kỳ trước và hồ sơ tiếp nhận trong kỳ."), gettext_lazy("TT 03/2025/TT-VPCP, sổ theo dõi hồ sơ")),
    ("received", gettext_lazy("Tiếp nhận"),
     gettext_lazy("Hồ sơ có ngày tiếp nhận trong kỳ, nộp tại quầy, trực tuyến hoặc qua bưu chính."), gettext_lazy("NĐ 118/2025/NĐ-CP")),
    ("done", gettext_lazy("Đã giải quyết"),
     gettext_lazy("Hồ sơ đã xử lý xong trong kỳ, kể cả từ chối; không kể hồ sơ người dân rút."), gettext_lazy("TT 03/2025/TT-VPCP")),
    ("rate", gettext_lazy("Tỷ lệ đúng hạn"),
     gettext_lazy("Hồ sơ trước hạn, đúng hạn trên tổng số. Đúng hạn: ngày kết thúc xử lý, trừ thời gian người dân bổ sung, không muộn hơn ngày hẹn trả; chưa kết thúc thì so ngày cuối kỳ (kỳ đang chạy: lúc tính)."),
     gettext_lazy("QĐ 766/QĐ-TTg, chỉ tiêu 2.1")),
    ("late", gettext_lazy("Quá hạn"),
     gettext_lazy("Hồ sơ không đúng hạn, đã xong hoặc chưa xong: tổng số trừ số đúng hạn."), gettext_lazy("QĐ 766/QĐ-TTg, chỉ tiêu 2.1")),
    ("apologised", gettext_lazy("Quá hạn, đã xin lỗi"),
     gettext_lazy("Hồ sơ quá hạn mà cơ quan giải quyết đã gửi văn bản xin lỗi, hẹn lại."), gettext_lazy("NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP, Mẫu 04")),
    ("silent", gettext_lazy("Quá hạn, chưa xin lỗi"),
     gettext_lazy("Hồ sơ quá hạn chưa có văn bản xin lỗi nào."), gettext_lazy("NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP, Mẫu 04")),
    ("content", gettext_lazy("Hài lòng (5.4)"),
     gettext_lazy("100 % trừ tỷ lệ quá hạn và tỷ lệ hồ sơ bị đánh giá không hài lòng hoặc rất không hài lòng. Từ 90 % được đủ 6 điểm, thấp hơn thì 6 × tỷ lệ / 90. Chưa trừ hồ sơ có phản ánh, kiến nghị vì hệ thống chưa tiếp nhận loại này."),
     gettext_lazy("QĐ 766/QĐ-TTg, nhóm 5, chỉ tiêu 5.4")),
)  # fmt: skip
"""Key, name, meaning and legal source of each figure."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month of the drawing: the length of its bar on a scale of 100, and what it says."""

    label: str
    length: str
    words: str


def bars(rows: list[PublicRow]) -> list[Bar]:
    """Months as bars of their on-time rate."""
    return [Bar(row.label, f"{row.rate or 0:.1f}", _words(row)) for row in rows]


def _words(row: PublicRow) -> str:
    if row.rate is None:
        return _("không có hồ sơ")
    return _("%(rate)s %% (%(on_time)d/%(total)d)") % {
        "rate": str(row.rate).replace(".", ","), "on_time": row.on_time, "total": row.total}  # fmt: skip


def period_choices(today: date) -> list[tuple[str, str]]:
    """Periods that the public page offers: those at hand, then two years of months."""
    at_hand = [(value, str(label)) for value, label in Preset.choices if value != Preset.CHOSEN]
    months = [months_on(today, -back) for back in range(2, MONTHS_AT_HAND)]
    return [*at_hand, *((f"{first:%Y-%m}", _("Tháng %(month)s") % {"month": f"{first:%m/%Y}"}) for first in months)]


def chosen_period(wanted: str, today: date) -> tuple[str, Period]:
    """The period of an address and its key; this year for nonsense."""
    for key, _label in period_choices(today):
        if key == wanted:
            found = preset(key, today) if not key[0].isdigit() else span(date(int(key[:4]), int(key[5:]), 1), 1)
            if found is not None:
                return key, found
    year = preset(Preset.THIS_YEAR, today)
    assert year is not None
    return str(Preset.THIS_YEAR), year


def as_json(figures: PublicFigures) -> dict[str, Any]:
    """The figures for a program."""
    return {
        "period": {"first": f"{figures.period.first}", "last": f"{figures.period.last}"},
        "counted_at": clock.local(figures.made_at).isoformat(timespec="seconds"),
        "definitions": {key: {"name": str(name), "meaning": str(meaning), "source": str(source)}
                        for key, name, meaning, source in DEFINITIONS},
        "total": _plain(figures.total),
        "agencies": [{"agency": row.label, **_plain(row)} for row in figures.agencies],
        "months": [{"month": row.label, **_plain(row)} for row in figures.months],
        "late_dossiers": [
            {"code": each.code, "procedure": each.procedure, "agency": each.agency,
             "promised_on": each.promised_on.isoformat() if each.promised_on else None,
             "apologised_on": each.apologised_on.isoformat() if each.apologised_on else None}
            for each in figures.late
        ],
    }  # fmt: skip


def _plain(row: PublicRow) -> dict[str, Any]:
    return {
        "total": row.total, "received": row.received, "done": row.done, "on_time": row.on_time, "rate": row.rate, "late": row.late,
        "apologised": row.apologised, "silent": row.silent, "rated": row.rated, "disliked": row.disliked,
        "content": row.content, "points": row.points,
    }  # fmt: skip


def as_csv(figures: PublicFigures) -> str:
    """The figures by agency, then by month, as a table that Excel opens (UTF-8 with its mark)."""
    stream = StringIO()
    stream.write("\ufeff")
    names = list(_plain(figures.total))
    lines = csv.writer(stream)
    lines.writerow(["kind", "name", *names])
    for kind, rows in (("total", [figures.total]), ("agency", figures.agencies), ("month", figures.months)):
        for row in rows:
            plain = _plain(row)
            lines.writerow([kind, row.label, *("" if plain[name] is None else plain[name] for name in names)])
    return stream.getvalue()
