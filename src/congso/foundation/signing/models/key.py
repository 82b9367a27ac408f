"""A key that signs for a person or for an agency."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from congso.foundation.files.models import StoredFile
from congso.foundation.orgs.models import Unit
from congso.foundation.people.models import Account
from congso.foundation.signing.enums import KeyStore


class SigningKey(models.Model):
    """Khóa ký số with its certificate; of an account (chữ ký cá nhân) or of a unit (con dấu số), never of both."""

    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    store = models.CharField(max_length=10, choices=KeyStore.choices)
    certificate = models.BinaryField()
    """DER."""
    chain = models.BinaryField(blank=True, default=b"")
    """DER certificates between it and its root, one behind the other."""
    serial = models.CharField(max_length=50)
    subject = models.CharField(max_length=250)
    issuer = models.CharField(max_length=250)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    container = models.BinaryField(blank=True, default=b"")
    """The key locked by the owner's PIN (``keys.in_file.lock``; before that the PKCS#12 file itself); empty for the other stores."""
    reference = models.CharField(max_length=200, blank=True)
    """``token/label`` of a device, credential id of a remote service, address of the signer on its owner's machine."""
    picture = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Picture of the hand signature (blue) or of the seal (red), PNG with transparency."""
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One owner; a certificate once."""

        db_table = "signing_key"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(account__isnull=False, unit__isnull=True)
                | Q(account__isnull=True, unit__isnull=False),
                name="signing_key_one_owner",
            ),
            models.UniqueConstraint(
                fields=["serial", "issuer"], condition=Q(withdrawn_at=None), name="signing_key_once"
            ),
        ]

    def __str__(self) -> str:
        return self.subject
