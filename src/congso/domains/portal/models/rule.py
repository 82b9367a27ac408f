"""What citizens may do in an hour, and how long the office has to answer about their data."""

from __future__ import annotations

from django.db import models


class PortalRule(models.Model):
    """Limits of the portal from a day on (giới hạn của Cổng): against misuse, not against people.

    ``answer_days`` is the time in which a request to delete data is answered, in days of the calendar; Luật
    91/2025/QH15 and NĐ 356/2025/NĐ-CP set it, the figure is unverified.
    """

    valid_from = models.DateField(unique=True)
    files_hour = models.PositiveIntegerField(default=120)
    megabytes_hour = models.PositiveIntegerField(default=600)
    drafts_hour = models.PositiveIntegerField(default=20)
    submissions_hour = models.PositiveIntegerField(default=30)
    messages_hour = models.PositiveIntegerField(default=20)
    answer_days = models.PositiveSmallIntegerField(default=20)
    citation = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-valid_from"]


class UsageTally(models.Model):
    """What an account has done within an hour, so that one alone cannot fill the office (giới hạn theo giờ)."""

    account_id = models.BigIntegerField()
    hour = models.DateTimeField()
    files = models.PositiveIntegerField(default=0)
    kilobytes = models.PositiveBigIntegerField(default=0)
    drafts = models.PositiveIntegerField(default=0)
    submissions = models.PositiveIntegerField(default=0)
    messages = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account_id", "hour"], name="usage_tally_once")]
        indexes = [models.Index(fields=["hour"], name="usage_tally_hour")]
