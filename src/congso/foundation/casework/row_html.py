"""The rows of the inbox as HTML, written by Python: fifty rows through the template engine cost four times as much
as finding them (docs/adr/0004). Everything that came from outside is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from congso.foundation.casework.inbox import InboxRow
from congso.foundation.web.due import ICONS, describe_due
from congso.foundation.web.icons import icon_svg
from congso.foundation.web.templatetags.congso import local_datetime


def rows_html(rows: Iterable[InboxRow]) -> SafeString:
    """Table rows for the list of cases."""
    due_label, number_label, title_label, step_label, holder_label = (
        escape(each) for each in (_("Hạn trả"), _("Số hồ sơ"), _("Nội dung"), _("Bước"), _("Người giữ"))
    )
    late = f' <span class="tag tag-late">{escape(_("bước này đã chậm"))}</span>'
    mine = f'<span class="tag tag-info">{escape(_("Tôi"))}</span>'
    icons = {state: icon_svg(name) for state, name in ICONS.items()}
    parts = []
    for row in rows:
        state, words = describe_due(row.due_at, paused=row.paused_at is not None)
        parts.append(
            f'<tr><td data-label="{due_label}"><span class="due due-{state}" title="{local_datetime(row.due_at)}">'
            f'{icons[state]}<span>{escape(words)}</span></span></td>'
            f'<th scope="row" data-label="{number_label}"><a href="{row.url}">{escape(row.number)}</a></th>'
            f'<td data-label="{title_label}"><span class="case-title">{escape(row.title)}</span>'
            f'<span class="case-subject">{escape(row.subject)}</span></td>'
            f'<td data-label="{step_label}">{escape(row.step)}{late if row.step_late else ""}</td>'
            f'<td data-label="{holder_label}">{mine if row.is_mine else escape(row.holder)}</td></tr>'
        )  # fmt: skip
    return mark_safe("".join(parts))  # noqa: S308 - every value above is escaped or ours
