"""How many files one address may have judged."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from congso.foundation.signing.errors import TooManyFiles

MOST = 20
SECONDS = 600


def require_patience(address: str) -> None:
    """Count a file of an address; raises TooManyFiles after twenty in ten minutes. Only a keyed hash is kept."""
    name = f"signing.check:{salted_hmac('congso.signing', address, algorithm='sha256').hexdigest()}"
    cache.add(name, 0, SECONDS)
    try:
        count = cache.incr(name)
    except ValueError:  # ended between the two
        count = 1
    if count > MOST:
        raise TooManyFiles
