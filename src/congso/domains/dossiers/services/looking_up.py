"""Somebody outside looks for their dossier by its code and four digits of their number."""

from __future__ import annotations

from datetime import timedelta
from hmac import compare_digest

from django.db import connection
from django.utils.crypto import salted_hmac

from congso.core import clock
from congso.domains.dossiers.errors import NothingFound, TooManyTries
from congso.domains.dossiers.models import Dossier, LookupTally

PER_CODE = 10
PER_ADDRESS = 60
"""Tries an hour. Four digits have ten thousand values, so a code stands for weeks of trying."""

_COUNT = """
INSERT INTO dossiers_lookuptally (key, hour, count) VALUES (%s, %s, 1)
ON CONFLICT (key, hour) DO UPDATE SET count = dossiers_lookuptally.count + 1 RETURNING count
"""


def find_for_public(*, code: str, last_digits: str, address: str) -> str:
    """The public token of the dossier, if code and digits belong together.

    Counting tries is no act of the office, so it writes no audit line. Raises NothingFound, TooManyTries.
    """
    wanted = "".join(code.split()).upper()
    if _tries(f"code:{wanted}") > PER_CODE or _tries(f"address:{address}") > PER_ADDRESS:
        raise TooManyTries
    found = Dossier.objects.filter(code=wanted).values_list("applicant_number", "public_token").first()
    number, token = found or ("", "")
    same = compare_digest(number[-4:].encode(), last_digits.encode())
    if not (same and token and len(last_digits) == 4):
        raise NothingFound
    return token


def _tries(what: str) -> int:
    key = salted_hmac("congso.follow", what, algorithm="sha256").hexdigest()
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key, hour])
        return int(cursor.fetchone()[0])


def forget_old_tries() -> int:
    """Remove tallies of past hours; how many."""
    return LookupTally.objects.filter(hour__lt=clock.now() - timedelta(hours=2)).delete()[0]
