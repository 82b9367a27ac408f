"""The style of the first screen, sent inside a citizens' page to a browser that does not hold the style sheet yet.

So the first words stand after one round trip instead of two; the sheet follows at the end of the page, before which
browsers paint what they have. Our script remembers in a cookie that the sheet has come; from then on pages carry the
link alone. The policy allows exactly this text, by its hash (ADR 0017). ``tools/public_assets.py`` makes both files.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SHEET = "web/public.css"
COOKIE = "congso_sheet"
_FILE = Path(__file__).parent / "static/web/first.css"
_STYLE = re.compile(rb"<style\b.*?</style>", re.DOTALL)
_LINK = re.compile(rb'<link rel="stylesheet"[^>]*>')


@lru_cache(maxsize=1)
def _text() -> str:
    return _FILE.read_text(encoding="utf-8")


def policy_source() -> str:
    """What the content security policy says to allow this style and no other."""
    return f"'sha256-{b64encode(sha256(_text().encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def version() -> str:
    """Names the sheet that a browser holds; another one after a release that changed it."""
    return sha256(f"{static(SHEET)} {_text()}".encode()).hexdigest()[:12]


def is_needed(request: HttpRequest) -> bool:
    """Whether the browser is not known to hold the sheet; a shared machine always gets its page whole."""
    return request.COOKIES.get(COOKIE) != version() and getattr(request, "shared_machine", None) is None


def style() -> SafeString:
    """The style as it stands in the head of the page."""
    return format_html('<style id="first-style" data-version="{}">{}</style>', version(), SafeString(_text()))


def same_with_either(page: bytes) -> bytes:
    """What is the same of a page with the style inside and of the same page with the link alone: for its ETag."""
    links = b"".join(sorted(_LINK.findall(page)))
    bare = _LINK.sub(b"", _STYLE.sub(b"", page))
    return version().encode() + links + b"".join(bare.split())
