"""Which axes a message passed, so that it never goes round: a header beside it, since the message itself is signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from django.utils.crypto import salted_hmac

from congso.core import clock
from congso.domains.axis.errors import Looping
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import tree

MOST = 6
"""Axes a message may pass; a ministry's, the nation's, a province's and one below are four."""
_HOP = re.compile(r"([A-Za-z0-9.]{1,35})@([0-9T:+.-]{10,35})", re.ASCII)
_MARK = re.compile(r"[0-9a-f]{16}", re.ASCII)


def own_mark() -> str:
    """The mark of this installation; it says nothing of its key."""
    return salted_hmac("congso.axis.hops", "mark", algorithm="sha256").hexdigest()[:16]


def marks_of(typed: str) -> tuple[str, ...]:
    """The marks in a header; what is none is passed over."""
    return tuple(_MARK.findall(typed[:500]))


@remembered(largest=1)
def own_code() -> str:
    """The code by which this axis stands in a trace: the province's whose it is, else its mark."""
    root = next((node for node in tree().nodes.values() if node.parent_id is None and node.identifier), None)
    return root.identifier if root else own_mark()


def passed_of(typed: str) -> list[list[str]]:
    """Codes and moments in a header; what is none is passed over."""
    return [list(each) for each in _HOP.findall(typed[:1000])][:MOST]


def hop_at(at: datetime) -> list[str]:
    """This axis's own hop."""
    return [own_code(), clock.local(at).replace(microsecond=0).isoformat()]


def require_new(via: Sequence[str]) -> None:
    """Raises Looping for a message that was here before or passed too many axes."""
    if via and (own_mark() in via or len(via) > MOST):
        raise Looping
