"""The rows of the inbox as HTML, written by Python: fifty rows through the template engine cost four times as much
as finding them (docs/adr/0004). Everything that came from outside is escaped here.

A row is written once for what it shows and then kept: its columns, the sentence of its due date, whose it is, the
language and the version of the reference data (names of steps, units, people) are the key, so that a kept row is
never out of date and never another person's.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.foundation.casework.definitions import step_names
from congso.foundation.casework.inbox import InboxRow
from congso.foundation.casework.registry import page_of
from congso.foundation.orgs import epoch
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names
from congso.foundation.web.due import ICONS, DueText, describe_due
from congso.foundation.web.icons import icon_svg
from congso.foundation.web.templatetags.congso import local_datetime

_LARGEST = 5000
"""Rows kept by a process: about five megabytes."""
_kept: dict[Hashable, str] = {}


def rows_html(rows: Iterable[InboxRow], *, viewer: Actor) -> SafeString:
    """Table rows for the list of cases."""
    mine, now, language, parts = viewer.accounts, clock.now(), get_language(), []
    common = (language, epoch.current())
    for row in rows:
        due = describe_due(row.due_at, paused=row.paused_at is not None, now=now, language=language)
        late = row.step_due_at is not None and row.step_due_at < now and row.paused_at is None
        key = (row, due, late, row.holder_id in mine, common)
        text = _kept.get(key)
        if text is None:
            text = _keep(key, _row_html(row, due, late=late, is_mine=row.holder_id in mine))
        parts.append(text)
    return mark_safe("".join(parts))  # noqa: S308 - every value is escaped or ours


def _keep(key: Hashable, text: str) -> str:
    if len(_kept) >= _LARGEST:
        _kept.clear()
    _kept[key] = text
    return text


def _row_html(row: InboxRow, due: DueText, *, late: bool, is_mine: bool) -> str:
    labels = (_("Hạn trả"), _("Số hồ sơ"), _("Nội dung"), _("Bước"), _("Người giữ"))
    due_label, number_label, title_label, step_label, holder_label = (escape(each) for each in labels)
    delayed = f' <span class="tag tag-late">{escape(_("bước này đã chậm"))}</span>' if late else ""
    holder = account_names().get(row.holder_id or 0, "") or tree().name(row.holder_unit_id)
    held = f'<span class="tag tag-info">{escape(_("Tôi"))}</span>' if is_mine else escape(holder)
    return (
        f'<tr><td data-label="{due_label}"><span class="due due-{due.state.value}" title="{local_datetime(row.due_at)}">'
        f'{icon_svg(ICONS[due.state])}<span>{escape(due.text)}</span></span></td>'
        f'<th scope="row" data-label="{number_label}"><a href="{page_of(row.kind, row.id)}">{escape(row.number)}</a></th>'
        f'<td data-label="{title_label}"><span class="case-title">{escape(row.title)}</span>'
        f'<span class="case-subject">{escape(row.subject)}</span></td>'
        f'<td data-label="{step_label}">{escape(step_names().get(row.step_id, ""))}{delayed}</td>'
        f'<td data-label="{holder_label}">{held}</td></tr>'
    )  # fmt: skip
