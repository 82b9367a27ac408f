"""The version of all reference data."""

from __future__ import annotations

from django.db import models


class ReferenceEpoch(models.Model):
    """One row: a number that grows with each change of units, people, rights, calendar or processes.

    What is kept in a process's memory is kept under this number, so a change is seen by every process at its
    next request.
    """

    value = models.BigIntegerField(default=1)
