"""A whole page drawn once for what it depends on: the mechanism of ``kept.py`` for the pages opened most often.

The key is everything that the page's template may look at: the frame (bar, menu, person, theme), the language, the
address and the values named ``fixed``. What differs each time (rows, counts, the token against forged forms) is
``named``: the template may print it, not compare it, and it is put in afterwards. A page with a message waiting is
drawn anew and not kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from threading import Lock

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from congso.foundation.web.context import Shell
from congso.foundation.web.kept import TOKEN, holes_for, pieces_of

_LARGEST = 200
"""Pages kept by a process: some twenty kilobytes each, without their rows."""
_pages: OrderedDict[Hashable, list[str]] = OrderedDict()
_lock = Lock()


def render_whole(
    request: HttpRequest, template: str, *, fixed: Mapping[str, Hashable], named: Mapping[str, object]
) -> HttpResponse:
    """The page for these values; drawn by its template only for a key not seen before."""
    if len(get_messages(request)):
        return render(request, template, {**fixed, **named})
    pieces = _pieces(request, template, fixed, named)
    values = {name: str(value if isinstance(value, SafeString) else escape(str(value))) for name, value in named.items()}
    values[TOKEN] = get_token(request)
    return HttpResponse("".join([values[part] if place % 2 else part for place, part in enumerate(pieces)]))


def _pieces(
    request: HttpRequest, template: str, fixed: Mapping[str, Hashable], named: Mapping[str, object]
) -> list[str]:
    """Fixed text and names of values in turn."""
    frame = Shell(request)
    key = (template, get_language(), request.get_full_path(), frame.frame_key, frame.identity, frame.menu_key,
           tuple(fixed.items()))  # fmt: skip
    with _lock:
        found = _pages.get(key)
        if found is not None:
            _pages.move_to_end(key)
            return found
    drawn = pieces_of(render_to_string(template, {**fixed, **holes_for(named)}, request))
    with _lock:
        _pages[key] = drawn
        if len(_pages) > _LARGEST:
            _pages.popitem(last=False)
    return drawn
