"""Pictures of hand signatures and seals: PNG whose ground is transparent (NĐ 30/2020, Phụ lục I, Phần I, mục II)."""

from __future__ import annotations

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageChops, UnidentifiedImageError

from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import store_file
from congso.foundation.files.uploads import Upload
from congso.foundation.signing.errors import PictureRefused

LARGEST_BYTES = 4 * 1024 * 1024
SIDES = (60, 4000)
"""Pixels a side may have."""
CLEAR_SHARE = 0.2
"""Share of the picture that must be see-through: else the ground is not transparent and covers the text below."""
_WHITE = 225


def take_picture(upload: Upload, *, clear_white: bool = False) -> StoredFile:
    """Check a picture, drop what else the file carries, and store it; white becomes transparent when asked.

    Raises PictureRefused.
    """
    if (upload.size or 0) > LARGEST_BYTES:
        raise PictureRefused(reason=_("lớn hơn 4 MB"), field="picture")
    image = _opened(upload)
    if clear_white:
        image = _without_white(image)
    if _clear_share(image) < CLEAR_SHARE:
        raise PictureRefused(
            reason=_("nền không trong suốt; hãy chọn làm trong suốt nền trắng"), field="picture"
        )
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return store_file(ContentFile(out.getvalue(), name="hinh.png"), name="hinh.png")


def _opened(upload: Upload) -> Image.Image:
    try:
        with Image.open(BytesIO(upload.read()), formats=["PNG"]) as found:
            if not all(SIDES[0] <= side <= SIDES[1] for side in found.size):
                raise PictureRefused(reason=_("mỗi cạnh phải từ 60 đến 4.000 điểm ảnh"), field="picture")
            return found.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise PictureRefused(reason=_("không phải tệp PNG đọc được"), field="picture") from broken


def _clear_share(image: Image.Image) -> float:
    counts = image.getchannel("A").histogram()
    return sum(counts[:32]) / (image.width * image.height)


def _without_white(image: Image.Image) -> Image.Image:
    """The same strokes on a transparent ground: the lighter a point, the clearer; what is nearly white is gone."""
    red, green, blue, alpha = image.split()
    lightest = ImageChops.darker(ImageChops.darker(red, green), blue)
    ink = lightest.point([0 if value >= _WHITE else min(255, (_WHITE - value) * 3) for value in range(256)])
    return Image.merge("RGBA", (red, green, blue, ImageChops.darker(alpha, ink)))
