"""A whole page drawn once for what it depends on: the mechanism of ``kept.py`` for the pages opened most often.

The key is everything that the page's template may look at: the frame (bar, menu, person, look), the language and the
values named ``fixed``; ``drawing`` holds what the template draws from and is itself determined by ``fixed``. What differs
each time (rows, counts, the address, the token against forged forms) is ``named``: the template may print it, not
compare it, and it is put in afterwards; so such a template does not ask ``request``, but ``shell.here``. A page with a
message waiting, or at a shared machine, is drawn anew and not kept.
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

from congso.foundation.web.context import Shell
from congso.foundation.web.kept import TOKEN, holes_for, pieces_of

_LARGEST = 200
"""Pages kept by a process: some twenty kilobytes each, without their rows."""
_HERE, _WORDS = "shell_here", "shell_words"
_pages: OrderedDict[Hashable, list[str]] = OrderedDict()
_lock = Lock()


def render_whole(
    request: HttpRequest, template: str, *, fixed: Mapping[str, Hashable], named: Mapping[str, object],
    drawing: Mapping[str, object] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page for these values; drawn by its template only for a key not seen before."""
    frame, given = Shell(request), {**fixed, **(drawing or {})}
    if len(get_messages(request)) or frame.shared_machine is not None:
        return render(request, template, {**given, **named})
    pieces = _pieces(request, template, (template, frame.whole_key, tuple(fixed.items())), {**given, **holes_for(named)})
    values = {name: str(value if isinstance(value, SafeString) else escape(str(value))) for name, value in named.items()}
    values |= {TOKEN: get_token(request), _HERE: escape(frame.here), _WORDS: escape(frame.words)}
    return HttpResponse("".join([values[part] if place % 2 else part for place, part in enumerate(pieces)]))


def _pieces(request: HttpRequest, template: str, key: Hashable, context: dict[str, object]) -> list[str]:
    """Fixed text and names of values in turn."""
    with _lock:
        found = _pages.get(key)
        if found is not None:
            _pages.move_to_end(key)
            return found
    marks = holes_for((_HERE, _WORDS))
    shell = Shell(request, here=marks[_HERE], words=marks[_WORDS])
    drawn = pieces_of(render_to_string(template, {**context, "shell": shell}, request))
    with _lock:
        _pages[key] = drawn
        if len(_pages) > _LARGEST:
            _pages.popitem(last=False)
    return drawn
