"""The timestamp authority (dịch vụ cấp dấu thời gian, RFC 3161)."""

from __future__ import annotations

from functools import lru_cache

import requests
from asn1crypto import tsp
from django.conf import settings
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError, set_tsp_headers

SECONDS = 10
_ANSWER = "application/timestamp-reply"


@lru_cache(maxsize=1)
def _line() -> requests.Session:
    """Open lines to the authority, for all signatures of this process: a fresh one reads all roots of the system, 50 ms."""
    return requests.Session()


class Authority(TimeStamper):
    """An authority asked over HTTP, by lines that stay open."""

    def __init__(self, address: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._address = address

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Ask; raises TimestampRequestError when it is silent or answers anything else."""
        try:
            answer = _line().post(self._address, req.dump(), headers=set_tsp_headers({}), timeout=SECONDS)
        except requests.RequestException as silent:
            raise TimestampRequestError("the timestamp authority is silent") from silent
        if answer.headers.get("Content-Type") != _ANSWER:
            raise TimestampRequestError(f"the timestamp authority answers {answer.status_code}")
        return tsp.TimeStampResp.load(answer.content)


def timestamper() -> TimeStamper | None:
    """The authority of the settings (``CONGSO_TSA_URL``); none when the office has none, and signatures are then PAdES B-B."""
    return Authority(settings.CONGSO_TSA_URL) if settings.CONGSO_TSA_URL else None
