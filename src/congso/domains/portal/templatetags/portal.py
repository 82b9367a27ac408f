"""Tags of the citizens' pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congso.domains.portal.structured import data_block
from congso.domains.procedures.facade import Found
from congso.foundation.web.icons import icon_svg
from congso.foundation.web.templatetags.congso import in_vietnamese, number

register = template.Library()
_ROOM = 160
"""Letters of a name under the box."""


@register.filter
def marked(text: str, ranges: Sequence[tuple[int, int]]) -> SafeString:
    """The text with the (start, end) ranges that were looked for marked; neighbours make one mark."""
    parts, place = [], 0
    for start, end in _joined(text, ranges):
        parts += [
            conditional_escape(text[place:start]),
            "<mark>",
            conditional_escape(text[start:end]),
            "</mark>",
        ]
        place = end
    return SafeString("".join([*parts, conditional_escape(text[place:])]))


def _joined(text: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if found and text[found[-1][1] : start] == " ":
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


@register.simple_tag
def found_rows(rows: Iterable[Found]) -> SafeString:
    """The lines of a list of procedures, written by Python: twenty of them are half of the page (docs/adr/0004)."""
    lang, check, phone = in_vietnamese(), icon_svg("check"), icon_svg("device-mobile")
    online = format_html('<span class="tag tag-info">{} {}</span>', phone, _("Trực tuyến"))
    nowhere = format_html('<span class="tag">{}</span>', _("Chưa công bố tại tỉnh"))
    lines = []
    for row in rows:
        reason = format_html('<p class="found-reason">{} {}</p>', check, _("khớp: %(reason)s") % {"reason": row.reason}) if row.reason else ""
        missing = format_html('<p class="found-missing">{}</p>', _("không có: %(words)s") % {"words": row.missing}) if row.missing else ""
        lines.append(
            f'<li><a class="found-name"{lang} href="{_address(row.code)}">{marked(row.name, row.ranges)}</a>{reason}{missing}'
            f'<p class="found-facts"><span class="codes">{escape(row.code)}</span> <span{lang}>{escape(row.field_name)}</span> '
            f'{_taken_by(row.agency_count) if row.agency_count else nowhere} {online if row.is_online else ""}</p></li>'
        )  # fmt: skip
    return SafeString(f'<ul class="found">{"".join(lines)}</ul>')


@register.simple_tag
def suggested_rows(rows: Iterable[Found]) -> SafeString:
    """The lines under the box while somebody types, written by Python: they are asked for at every letter."""
    lang, lines = in_vietnamese(), []
    for row in rows:
        beside = [row.field_name]
        if row.reason:
            beside.append(_("khớp: %(reason)s") % {"reason": row.reason})
        if row.missing:
            beside.append(_("không có: %(words)s") % {"words": row.missing})
        name, ranges = _clipped(row)
        lines.append(f'<li><a href="{_address(row.code)}"{lang}>{marked(name, ranges)}<span>{escape(" · ".join(beside))}</span></a></li>')
    return SafeString(f'<ul class="suggestions find-suggestions">{"".join(lines)}</ul>')


def _clipped(row: Found) -> tuple[str, Sequence[tuple[int, int]]]:
    """The name and its marks as far as there is room."""
    if len(row.name) <= _ROOM:
        return row.name, row.ranges
    end = _ROOM - 1
    return row.name[:end] + "…", [(start, min(stop, end)) for start, stop in row.ranges if start < end]


def how_many(total: int) -> str:
    """How many procedures were found, in words."""
    return ngettext("%(shown)s thủ tục", "%(shown)s thủ tục", total) % {"shown": number(total)}


def _taken_by(count: int) -> SafeString:
    words = ngettext("%(count)s cơ quan của tỉnh nhận", "%(count)s cơ quan của tỉnh nhận", count) % {"count": count}
    return format_html('<span class="tag tag-ok">{}</span>', words)


@lru_cache(maxsize=8192)
def _address(code: str) -> str:
    return reverse("portal:procedure", args=[code])


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """The page's structured data: ``{% json_ld data %}``."""
    return data_block(data)
