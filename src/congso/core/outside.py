"""The two ways in which a system outside (another agency's server, a platform, a store of keys) does not help.

Clients raise them, services decide what follows: a ``Silent`` one is asked again, a ``Rejected`` one is not.
"""

from __future__ import annotations


class Silent(Exception):
    """It does not answer, or not as it should: to be tried again."""


class Rejected(Exception):
    """It will not have it: its code and reason; trying again is of no use."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code, self.reason = code, reason
