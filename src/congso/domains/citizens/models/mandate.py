"""For whom somebody may act."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.domains.parties.facade import Party


class MandateKind(models.TextChoices):
    """In what capacity one acts for another (tư cách)."""

    GUARDIAN = "guardian", _("Cha, mẹ, người giám hộ")
    AUTHORISED = "authorised", _("Người được ủy quyền")
    STAFF = "staff", _("Người được tổ chức giao nộp hồ sơ")


class Mandate(models.Model):
    """Somebody may act for somebody else (quyền nộp thay), for a time.

    Guardians declare it themselves and the office checks it with the dossier; the others are given it by the one they
    act for. ``holder_number`` is the personal number, so that it can be given before the holder's first login.
    """

    kind = models.CharField(max_length=10, choices=MandateKind)
    giver = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="mandates")
    holder_number = models.CharField(max_length=20)
    holder_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=500, blank=True)
    """The paper that it rests on: birth certificate, authorisation, decision."""
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    """First day on which it no longer holds."""
    made_at = models.DateTimeField()
    made_by_party_id = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["holder_number"], name="mandate_holder")]
        constraints = [
            models.UniqueConstraint(
                fields=["giver", "holder_number", "kind"], condition=models.Q(ended_at__isnull=True), name="mandate_once"
            )
        ]


class CommunityHelper(models.Model):
    """A member of the community digital group (tổ công nghệ số cộng đồng) who helps people apply on the spot."""

    identity_number = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    unit_id = models.BigIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["identity_number"], name="community_helper_number")]
