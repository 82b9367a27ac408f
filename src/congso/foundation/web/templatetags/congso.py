"""Tags and filters known to every template.

Dates and sums are written by Python's own formatting: Django's ``date`` filter costs a list of fifty rows more
than its query does.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.template.base import Parser, Token, token_kwargs
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from congso.core import clock
from congso.core.money import grouped
from congso.core.text import mask_number
from congso.foundation.web import first_style
from congso.foundation.web.accounts import DemoAccount, demo_accounts_by_role, demo_notes
from congso.foundation.web.due import ICONS, describe_due
from congso.foundation.web.icons import icon_svg
from congso.foundation.web.kept import KeptNode

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite: ``{% icon "inbox" %}``; give ``label`` when no words stand beside it."""
    return icon_svg(name, str(label), css)


@register.simple_tag
def style_of_first_screen() -> SafeString:
    """The style inside a citizens' page on the first visit."""
    return first_style.style()


@register.filter
def local_datetime(moment: datetime | None) -> str:
    """“14:30, 05/11/2026” in the office's time zone; empty for nothing."""
    if not moment:
        return ""
    at = clock.local(moment)
    return f"{at.hour:02}:{at.minute:02}, {at.day:02}/{at.month:02}/{at.year}"


@register.filter
def local_date(day: date | None) -> str:
    """“05/11/2026”; a moment is first brought into the office's time zone; empty for nothing."""
    if isinstance(day, datetime):
        day = clock.local(day)
    return f"{day:%d/%m/%Y}" if day else ""


@register.filter
def time_day(day: date | None) -> SafeString | str:
    """The day as ``<time>``, which a reading program speaks as a date; empty for nothing."""
    return (
        format_html(
            '<time datetime="{}">{}</time>',
            f"{clock.local(day) if isinstance(day, datetime) else day:%Y-%m-%d}",
            local_date(day),
        )
        if day
        else ""
    )


@register.filter
def time_moment(moment: datetime | None) -> SafeString | str:
    """The moment as ``<time>``; empty for nothing."""
    return (
        format_html('<time datetime="{}">{}</time>', moment.isoformat(), local_datetime(moment))
        if moment
        else ""
    )


@register.simple_tag
def in_vietnamese() -> SafeString:
    """``lang="vi"`` for words of the office (names, papers, reasons) on a page in another language: so they are spoken right."""
    return SafeString("" if get_language() in (None, "vi") else ' lang="vi"')


@register.filter
def money(amount: Decimal | int | None) -> str:
    """“1.250.000 đ” (whole đồng, points between thousands); empty for nothing."""
    return f"{int(amount):,} đ".replace(",", ".") if amount is not None else ""


@register.filter
def masked_number(number: str) -> str:
    """“*********234”: of a personal number only its end, as lists and citizens' pages show it."""
    return mask_number(number or "")


@register.filter
def number(count: int | None) -> str:
    """“2.642”: a count with points between thousands; empty for nothing. Not for years, codes and ids."""
    return grouped(int(count)) if count is not None else ""


@register.simple_tag
def due_badge(
    due: datetime | None, paused: object = False, finished_at: datetime | None = None
) -> SafeString:
    """The due date as a badge with icon and words: ``{% due_badge case.due_at paused=case.paused_at %}``."""
    words = describe_due(due or None, paused=bool(paused), finished_at=finished_at or None)
    return format_html(
        '<span class="due due-{}" title="{}">{}<span>{}</span></span>',
        words.state, local_datetime(due), icon_svg(ICONS[words.state]), words.text,
    )  # fmt: skip


@register.simple_block_tag
def capture(content: str) -> str:
    """Keep what is drawn inside for later use: ``{% capture as name %}…{% endcapture %}``."""
    return SafeString(content.strip())


@register.simple_tag
def demo_groups() -> list[tuple[str, list[DemoAccount]]]:
    """Accounts of the demonstration by role; empty outside it."""
    return demo_accounts_by_role()


@register.simple_tag
def demo_sentences() -> list[str | Promise]:
    """What the demonstration says below its accounts; nothing outside it."""
    return demo_notes()


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Draw a part of the page once for its keys: ``{% kept shell.theme here=request.path %}…{% endkept %}``."""
    bits = token.split_contents()[1:]
    keys = [parser.compile_filter(bit) for bit in bits if "=" not in bit]
    named = token_kwargs([bit for bit in bits if "=" in bit], parser)
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(inside, keys, named)
