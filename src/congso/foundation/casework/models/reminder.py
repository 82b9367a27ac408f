"""When units remind their people of what is due."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from congso.foundation.orgs.models import Unit

STANDARD_TIME = time(7, 30)
STANDARD_DAYS = 2


class ReminderSchedule(models.Model):
    """When a unit and those below it without a row of their own are reminded (lịch nhắc việc), on working days.

    Without any row: at 07:30, of what is due within two working days, by e-mail too.
    """

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="+")
    at = models.TimeField(default=STANDARD_TIME)
    days_before = models.PositiveSmallIntegerField(default=STANDARD_DAYS, validators=[MaxValueValidator(10)])
    by_email = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.at:%H:%M}"


class ReminderSent(models.Model):
    """A person was reminded on a day: the row that makes it once."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "day"], name="reminded_once_a_day")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.day}"
