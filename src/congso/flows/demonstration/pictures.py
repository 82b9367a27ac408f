"""Invented hand signatures (blue) and seals (red) of the demonstration, drawn: they are nobody's."""

from __future__ import annotations

import math
from hashlib import sha256
from io import BytesIO
from itertools import cycle, pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from congso.foundation import printing

_BLUE, _RED = (29, 63, 143, 255), (200, 16, 46, 255)
_FONT = Path(printing.__file__).parent / "fonts" / "Tinos-Bold.ttf"
_SEAL_SIDE = 720


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def draw_signature(name: str) -> bytes:
    """A scribble that is the same for the same name: loops from left to right and a stroke below."""
    shares, image = cycle(sha256(name.encode()).digest()), Image.new("RGBA", (900, 450), (0, 0, 0, 0))
    pen, points, place = ImageDraw.Draw(image), [], 90.0

    def between(low: float, high: float) -> float:
        return low + (high - low) * next(shares) / 255

    loops = round(between(4, 6))
    for loop in range(loops):
        high, wide = between(60, 150), between(55, 95)
        for step in range(30):
            turn = 2 * math.pi * step / 30
            points.append((place + wide * (step / 30) + wide * 0.55 * math.sin(turn), 230 - high * math.cos(turn) * (1 - loop / 12)))
        place += wide * 1.15
    for start, end in pairwise(points):
        pen.line([start, end], fill=_BLUE, width=round(between(6, 9)), joint="curve")
    pen.line([(70, 360), (place, 320 + between(-15, 15)), (place + 110, 290)], fill=_BLUE, width=7, joint="curve")
    return _png(image)


def draw_seal(unit: str) -> bytes:
    """A ring with the agency's name; in the middle it says that it is a trial, lest it passes for a real one."""
    image = Image.new("RGBA", (_SEAL_SIDE, _SEAL_SIDE), (0, 0, 0, 0))
    pen, middle = ImageDraw.Draw(image), _SEAL_SIDE / 2
    for inset, width in ((8, 12), (34, 4), (170, 4)):
        pen.ellipse([inset, inset, _SEAL_SIDE - inset, _SEAL_SIDE - inset], outline=_RED, width=width)
    _around(image, f"{unit.upper()} • DÙNG THỬ • ", radius=middle - 102)
    font = ImageFont.truetype(str(_FONT), 74)
    for line, shift in (("CÔNG", -52), ("SỞ", 42)):
        pen.text((middle, middle + shift), line, font=font, fill=_RED, anchor="mm")
    return _png(image)


def _around(image: Image.Image, text: str, *, radius: float) -> None:
    """Letters along the ring, each turned to stand on it, spread by their widths over the whole ring."""
    around = 2 * math.pi * radius
    font = ImageFont.truetype(str(_FONT), 92)
    natural = sum(font.getlength(letter) for letter in text)
    font = ImageFont.truetype(str(_FONT), max(26, min(92, int(92 * around / natural))))
    widths = [font.getlength(letter) for letter in text]
    gap = (around - sum(widths)) / len(text)
    at, middle = -sum(widths) / 2 - gap * len(text) / 2, image.width / 2
    for letter, width in zip(text, widths, strict=True):
        angle = (at + width / 2) / radius
        glyph = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
        ImageDraw.Draw(glyph).text((100, 100), letter, font=font, fill=_RED, anchor="mm")
        turned = glyph.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        x, y = middle + radius * math.sin(angle), middle - radius * math.cos(angle)
        image.alpha_composite(turned, (max(0, round(x - 100)), max(0, round(y - 100))))
        at += width + gap
