"""One more TraceHeader in a message that nobody signed: a node that it passes says so in the file itself.

A signature covers the whole file, so that a signed message must pass on with the bytes it came with: there the hop is told beside it.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import BinaryIO
from xml.sax.saxutils import escape

from congso.foundation.edxml.writing import written

_CLOSING = re.compile(rb"</((?:[A-Za-z_][\w.-]*:)?)TraceHeaderList\s*>")
LONGEST_HEADING = 4 << 20
_PIECE = 1 << 18


def write_with_hop(source: BinaryIO, target: BinaryIO, *, organ_id: str, at: datetime) -> bool:
    """Copy an unsigned message with one more TraceHeader at the end of its list; False, and a plain copy, where there is no such list.

    Read before: it is XML of the standard in UTF-8, and its heading ends within the first megabytes.
    """
    source.seek(0)
    heading = source.read(LONGEST_HEADING)
    found = None if heading[:2] in {b"\xff\xfe", b"\xfe\xff"} else _CLOSING.search(heading)
    if found is None:
        target.write(heading)
    else:
        prefix = found[1].decode()
        hop = f"<{prefix}TraceHeader><{prefix}OrganId>{escape(organ_id)}</{prefix}OrganId><{prefix}Timestamp>{written(at)}</{prefix}Timestamp></{prefix}TraceHeader>"
        target.write(heading[: found.start()] + hop.encode() + heading[found.start() :])
    while piece := source.read(_PIECE):
        target.write(piece)
    return found is not None
