"""Days unlike their weekday."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.foundation.orgs.models import Unit


class DayKind(models.TextChoices):
    """Why a day is unlike its weekday."""

    HOLIDAY = "holiday", _("Ngày lễ, tết")
    COMPENSATION = "compensation", _("Nghỉ bù")
    SWAP_OFF = "swap_off", _("Nghỉ hoán đổi")
    SWAP_WORK = "swap_work", _("Làm bù (hoán đổi)")
    CLOSING = "closing", _("Ngày nghỉ riêng của đơn vị")


class DayEffect(models.TextChoices):
    """What a special day does to working time."""

    OFF = "off", _("Nghỉ")
    WORK = "work", _("Làm việc")


class DayStatus(models.TextChoices):
    """How sure a day is."""

    CONFIRMED = "confirmed", _("Đã công bố")
    UNVERIFIED = "unverified", _("Chưa kiểm chứng")


class CalendarDay(models.Model):
    """A holiday, a swapped day or a unit's own closing day (ngày nghỉ, ngày làm bù; BLLĐ 2019 Điều 111–112).

    Without a unit it holds for the whole province; a unit's own day goes before the province's.
    """

    day = models.DateField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12, choices=DayKind)
    effect = models.CharField(max_length=4, choices=DayEffect)
    name = models.CharField(max_length=200)
    swapped_with = models.DateField(null=True, blank=True)
    """The day whose work was moved here, or to which this day's work was moved."""
    source = models.CharField(max_length=200)
    """The notice or list it comes from (căn cứ)."""
    status = models.CharField(max_length=10, choices=DayStatus, default=DayStatus.CONFIRMED)

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["day", "unit"], nulls_distinct=False, name="calendar_day_once"),
            models.CheckConstraint(
                condition=models.Q(effect="work", kind="swap_work")
                | (models.Q(effect="off") & ~models.Q(kind="swap_work")),
                name="calendar_day_effect_fits_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
