"""The rows of the inbox as HTML, written by Python: fifty rows through the template engine cost four times as much
as finding them (docs/adr/0004). Everything that came from outside is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from congso.core import clock
from congso.foundation.casework.inbox import InboxRow
from congso.foundation.web.due import ICONS, describe_due
from congso.foundation.web.icons import icon_svg
from congso.foundation.web.templatetags.congso import local_datetime


class _Escaped(dict[str, str]):
    """Texts of one page, each escaped once: steps, holders and titles come again and again in a list."""

    def __missing__(self, text: str) -> str:
        self[text] = safe = escape(text)
        return safe


def rows_html(rows: Iterable[InboxRow]) -> SafeString:
    """Table rows for the list of cases."""
    due_label, number_label, title_label, step_label, holder_label = (
        escape(each) for each in (_("Hạn trả"), _("Số hồ sơ"), _("Nội dung"), _("Bước"), _("Người giữ"))
    )
    late = f' <span class="tag tag-late">{escape(_("bước này đã chậm"))}</span>'
    mine = f'<span class="tag tag-info">{escape(_("Tôi"))}</span>'
    icons = {str(state): str(icon_svg(name)) for state, name in ICONS.items()}
    safe, now, parts = _Escaped(), clock.now(), []
    for row in rows:
        state, words = describe_due(row.due_at, paused=row.paused_at is not None, now=now)
        parts.append(
            f'<tr><td data-label="{due_label}"><span class="due due-{state.value}" title="{local_datetime(row.due_at)}">'
            f'{icons[state.value]}<span>{safe[words]}</span></span></td>'
            f'<th scope="row" data-label="{number_label}"><a href="{row.url}">{safe[row.number]}</a></th>'
            f'<td data-label="{title_label}"><span class="case-title">{safe[row.title]}</span>'
            f'<span class="case-subject">{safe[row.subject]}</span></td>'
            f'<td data-label="{step_label}">{safe[row.step]}{late if row.step_late else ""}</td>'
            f'<td data-label="{holder_label}">{mine if row.is_mine else safe[row.holder]}</td></tr>'
        )  # fmt: skip
    return mark_safe("".join(parts))  # noqa: S308 - every value above is escaped or ours
