"""Which axes a message passed, so that it never goes round: a header beside it, since the message itself is signed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.crypto import salted_hmac

from congso.domains.axis.errors import Looping

MOST = 6
"""Axes a message may pass; a ministry's, the nation's, a province's and one below are four."""
_MARK = re.compile(r"[0-9a-f]{16}", re.ASCII)


def own_mark() -> str:
    """The mark of this installation; it says nothing of its key."""
    return salted_hmac("congso.axis.hops", "mark", algorithm="sha256").hexdigest()[:16]


def marks_of(typed: str) -> tuple[str, ...]:
    """The marks in a header; what is none is passed over."""
    return tuple(_MARK.findall(typed[:500]))


def require_new(via: Sequence[str]) -> None:
    """Raises Looping for a message that was here before or passed too many axes."""
    if via and (own_mark() in via or len(via) > MOST):
        raise Looping
