"""iCalendar text (RFC 5545), written by hand: lines end with CRLF, fold at 75 octets, text is escaped, times are UTC."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""


@dataclass(frozen=True)
class Event:
    """A VEVENT: its begin and end are both moments, or both days (the end is the first day after)."""

    uid: str
    sequence: int
    changed_at: datetime
    begins: datetime | date
    ends: datetime | date | None
    summary: str
    location: str = ""
    description: str = ""
    cancelled: bool = False
    private: bool = False


def escape(text: str) -> str:
    r"""TEXT (3.3.11): ``\`` ``;`` ``,`` and line breaks are escaped, other control signs left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(sign for sign in plain if sign == "\t" or (ord(sign) >= 32 and ord(sign) != 127))


def fold(line: str) -> str:
    """The line in pieces of at most 75 octets, no letter cut in two; each further piece begins with a space."""
    pieces, piece, room = [], "", LONGEST
    for sign in line:
        width = len(sign.encode())
        if width > room:
            pieces.append(piece)
            piece, room = "", LONGEST - 1
        piece += sign
        room -= width
    return "\r\n ".join([*pieces, piece])


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _when(name: str, at: datetime | date) -> str:
    return f"{name}:{_moment(at)}" if isinstance(at, datetime) else f"{name};VALUE=DATE:{at:%Y%m%d}"


def _event(event: Event) -> Iterable[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.uid)}"
    yield f"DTSTAMP:{_moment(event.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield _when("DTSTART", event.begins)
    if event.ends is not None:
        yield _when("DTEND", event.ends)
    yield f"SUMMARY:{escape(event.summary)}"
    if event.location:
        yield f"LOCATION:{escape(event.location)}"
    if event.description:
        yield f"DESCRIPTION:{escape(event.description)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    if event.cancelled:
        yield "TRANSP:TRANSPARENT"
    if event.private:
        yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """A whole calendar as UTF-8."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cong So//Lich cong tac//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"NAME:{escape(name)}", f"X-WR-CALNAME:{escape(name)}", "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    ]  # fmt: skip
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines).encode()


def whole_day(day: date) -> tuple[date, date]:
    """A day from its beginning to the first day after it (the end is not inside, 3.6.1)."""
    return day, day + timedelta(days=1)
