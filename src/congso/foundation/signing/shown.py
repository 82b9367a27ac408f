"""How a key's signature is shown on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from congso.core import clock
from congso.foundation.files.services import open_file
from congso.foundation.printing.wording import in_vietnamese
from congso.foundation.signing.enums import SignatureKind
from congso.foundation.signing.models import SigningKey
from congso.foundation.signing.stamps import moment_words, picture_stamp, words_stamp

if TYPE_CHECKING:
    from congso.foundation.signing.services.signing import Order

_BLUE, _RED, _BLACK = "#1d3f8f", "#c8102e", "#000000"


def look_of(key: SigningKey, order: Order) -> bytes:
    """The picture of the signature or seal; words where the rule wants words, or where the key has no picture."""
    size = {"width": order.place.width, "height": order.place.height}
    if key.picture is not None and order.kind in {SignatureKind.PERSON, SignatureKind.SEAL}:
        with open_file(key.picture) as content:
            return picture_stamp(content.read(), **size)
    lines = list(order.words) or _words(order)
    if order.kind in {SignatureKind.ANNEX, SignatureKind.COPY}:
        return words_stamp(lines, **size, colour=_BLACK)
    if order.kind == SignatureKind.FORM:
        return words_stamp(lines, **size, size=8, colour=_BLACK)
    return words_stamp(lines, **size, size=8, colour=_BLUE if order.kind == SignatureKind.PERSON else _RED)


def _words(order: Order) -> list[str]:
    with in_vietnamese():
        return [_("Đã ký số"), order.signer_name, moment_words(clock.now())]
