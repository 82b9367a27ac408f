"""QR codes as drawings that stay sharp at any size."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> str:
    """The QR code of a text (usually an address) as SVG.

    Error correction M: a quarter of the papers come back folded or stamped, and 15 % of the squares may be lost.
    Raises ValueError for more than a QR code can hold.
    """
    drawing = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawing, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None
    )
    return drawing.getvalue().decode()
