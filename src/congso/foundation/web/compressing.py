"""Pages travel compressed: for a citizen on a slow line the difference between ten seconds and one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

_KINDS = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/problem+json",
    "image/svg+xml",
    "application/xml",
)
_SMALLEST = 600
_NOISE = 100
"""Bytes of random length added, so that the size of an answer says nothing of a secret in it (BREACH)."""


def takes_gzip(request: HttpRequest) -> bool:
    """Whether the browser says that it can unpack."""
    return "gzip" in request.headers.get("Accept-Encoding", "")


class CompressionMiddleware:
    """Pack texts; leave files (already packed) and answers that come piece by piece as they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pack the answer when it is worth it."""
        answer = self.get_response(request)
        if not isinstance(answer, HttpResponse) or not answer.headers.get("Content-Type", "").startswith(
            _KINDS
        ):
            return answer
        patch_vary_headers(answer, ("Accept-Encoding",))
        if (
            not answer.has_header("Content-Encoding")
            and len(answer.content) >= _SMALLEST
            and takes_gzip(request)
        ):
            answer.content = compress_string(answer.content, max_random_bytes=_NOISE)
            answer["Content-Encoding"] = "gzip"
            answer["Content-Length"] = str(len(answer.content))
            if answer.headers.get("ETag", "").startswith('"'):
                answer["ETag"] = f"W/{answer['ETag']}"
        return answer
