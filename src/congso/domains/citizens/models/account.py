"""An account of the national identity."""

from __future__ import annotations

from django.db import models

from congso.domains.parties.facade import Party


class CitizenAccount(models.Model):
    """Somebody who has logged in with the national identity (tài khoản công dân, tổ chức).

    ``level`` is the assurance that the provider vouched for at the last login (mức độ định danh); ``phone`` and
    ``email`` are how the person wants to be reached, which the identity does not tell.
    """

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="account")
    subject = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField()
    first_login_at = models.DateTimeField()
    last_login_at = models.DateTimeField()
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    store_from = models.DateTimeField(null=True)
    """Papers given or got before are no longer offered for use again: their owner asked so."""
    closed_at = models.DateTimeField(null=True)
    """Closed at its owner's wish; logging in again opens it anew, empty."""

    def __str__(self) -> str:
        return self.party.name
