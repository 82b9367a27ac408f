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

_ROW = (
    '<tr><td data-label="{due_label}"><span class="due due-{state}" title="{moment}">{icon}<span>{words}</span></span></td>'
    '<th scope="row" data-label="{number_label}"><a href="{url}">{number}</a></th>'
    '<td data-label="{title_label}"><span class="case-title">{title}</span><span class="case-subject">{subject}</span></td>'
    '<td data-label="{step_label}">{step}{late}</td><td data-label="{holder_label}">{holder}</td></tr>'
)


def rows_html(rows: Iterable[InboxRow]) -> SafeString:
    """Table rows for the list of cases."""
    labels = {
        "due_label": _("Hạn trả"), "number_label": _("Số hồ sơ"), "title_label": _("Nội dung"), "step_label": _("Bước"),
        "holder_label": _("Người giữ"),
    }  # fmt: skip
    late = f' <span class="tag tag-late">{escape(_("bước này đã chậm"))}</span>'
    mine = f'<span class="tag tag-info">{escape(_("Tôi"))}</span>'
    parts = []
    for row in rows:
        due = describe_due(row.due_at, paused=row.paused_at is not None)
        parts.append(_ROW.format(
            **labels, state=due.state, moment=local_datetime(row.due_at), icon=icon_svg(ICONS[due.state]),
            words=escape(due.text), url=row.url, number=escape(row.number), title=escape(row.title),
            subject=escape(row.subject), step=escape(row.step), late=late if row.step_late else "",
            holder=mine if row.is_mine else escape(row.holder),
        ))  # fmt: skip
    return mark_safe("".join(parts))  # noqa: S308 - every value above is escaped or ours
