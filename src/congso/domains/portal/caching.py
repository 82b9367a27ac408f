"""Public pages kept in the process, and by the browser that asks whether they have changed.

What a page shows is named by its key: the version of the reference data (every publication, withdrawal, fee, unit,
hour and holiday raises it), the day, the notices of stops shown now, and what the reader chose to look at. So nothing
is ever thrown away by hand: a change makes another key, and shows at once in every process. Who has logged in, has a
message waiting or stands at a shared machine gets a page of their own, which nobody keeps.
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from congso.core import clock
from congso.domains.portal.queries.notices import shown_notices
from congso.foundation.orgs import epoch
from congso.foundation.web import first_style
from congso.foundation.web.compressing import takes_gzip
from congso.foundation.web.context import Shell

_MESSAGES = "messages"
_LARGEST = 1000
"""Pages kept in a process; packed, some eight kilobytes each."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it went out, packed."""

    packed: bytes
    etag: str
    content_type: str


_pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
epoch.also_forget(_pages)
_lock = Lock()
_drawing = Lock()
"""Held while a page is drawn: threads of one process that draw at once take turns of five milliseconds, and each page takes as long as all."""


def kept_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Draw a public page once for all who would see the same; needs the version of the data to be known (``public``)."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _key(request)
        if key is None:
            personal = view(request, *args, **kwargs)
            personal["Cache-Control"] = "private, no-store"
            return personal
        page = _found(key)
        if page is not None:
            return _answer(request, page)
        with _drawing:
            page = _found(key)  # somebody else may have asked for it just before
            if page is None:
                drawn = view(request, *args, **kwargs)
                if drawn.status_code != 200:
                    return drawn
                page = _keep(key, drawn)
        return _answer(request, page)

    return answer


def _key(request: HttpRequest) -> Hashable | None:
    """Everything the page depends on; None for a page of one's own."""
    frame, version = Shell(request), epoch.current()
    own = frame.signed_in or frame.citizen or frame.shared_machine or _MESSAGES in request.COOKIES
    if own or version < 0:
        return None
    notices = tuple(notice.pk for notice in shown_notices())
    return version, clock.today(), notices, frame.look, frame.first_visit, request.get_host(), request.get_full_path()


def _found(key: Hashable) -> KeptPage | None:
    with _lock:
        page = _pages.get(key)
        if page is not None:
            _pages.move_to_end(key)
        return page


def _keep(key: Hashable, drawn: HttpResponse) -> KeptPage:
    page = KeptPage(
        gzip.compress(drawn.content, 6, mtime=0),
        f'W/"{sha256(first_style.same_with_either(drawn.content)).hexdigest()[:24]}"',
        drawn["Content-Type"],
    )
    with _lock:
        _pages[key] = page
        while len(_pages) > _LARGEST:
            _pages.popitem(last=False)
    return page


def _answer(request: HttpRequest, page: KeptPage) -> HttpResponse:
    packed = takes_gzip(request)
    answer = HttpResponse(
        page.packed if packed else gzip.decompress(page.packed), content_type=page.content_type
    )
    if packed:
        answer["Content-Encoding"] = "gzip"
    answer["ETag"], answer["Cache-Control"] = page.etag, "private, no-cache"
    patch_vary_headers(answer, ("Cookie", "Accept-Encoding"))
    return get_conditional_response(request, etag=page.etag, response=answer) or answer
