"""When the services will not answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    """Whether the stop was planned."""

    PLANNED = "planned", _("Bảo trì có kế hoạch")
    INCIDENT = "incident", _("Sự cố")


class ServiceNotice(models.Model):
    """A notice that the system stops for a while (thông báo tạm dừng cung cấp dịch vụ).

    A planned one is published at least seven working days before (NĐ 224/2026/NĐ-CP, Điều 13).
    """

    kind = models.CharField(max_length=10, choices=NoticeKind)
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=2000)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-starts_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="service_notice_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title
