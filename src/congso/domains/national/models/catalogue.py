"""The portal's catalogue, compared with ours."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class PullState(models.TextChoices):
    """How far a fetch has come."""

    WAITING = "waiting", _("Chờ tải")
    RUNNING = "running", _("Đang tải")
    DONE = "done", _("Đã tải xong")
    FAILED = "failed", _("Không tải được")
    STOPPED = "stopped", _("Đã dừng")


class CataloguePull(models.Model):
    """One fetch of the portal's catalogue (lần tải danh mục), with how far it has come."""

    state = models.CharField(max_length=8, choices=PullState.choices, default=PullState.WAITING)
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=120)
    noted_at = models.DateTimeField(null=True)
    """When it last came further; one that stands still for long has died."""
    ended_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    unreadable = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=500, blank=True)

    class Meta:
        """Newest first; one at a time."""

        db_table = "national_pull"
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(models.Value(1), condition=models.Q(state__in=["waiting", "running"]), name="national_one_pull")
        ]

    def __str__(self) -> str:
        return f"{self.asked_at}: {self.state}"


class DifferenceKind(models.TextChoices):
    """In what the two catalogues differ."""

    NEW = "new", _("Thủ tục mới")
    CHANGED = "changed", _("Thay đổi")
    GONE = "gone", _("Không còn trên Cổng")


class DifferenceState(models.TextChoices):
    """What was decided."""

    OPEN = "open", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt")
    IGNORED = "ignored", _("Bỏ qua")


class CatalogueDifference(models.Model):
    """A procedure that the portal has otherwise than we (điểm khác), waiting for a decision.

    ``fields`` holds, field by field, our lines and the portal's: that is what the screen shows and what approving takes over.
    """

    pull = models.ForeignKey(CataloguePull, on_delete=models.PROTECT, related_name="differences")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=1000)
    kind = models.CharField(max_length=8, choices=DifferenceKind.choices)
    fields: models.JSONField[Any, Any] = models.JSONField(default=dict)
    wording: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """The portal's wording in the shape of the catalogue, for approving."""
    found_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=DifferenceState.choices, default=DifferenceState.OPEN)
    settled_at = models.DateTimeField(null=True)
    settled_by_name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """One open difference a procedure."""

        db_table = "national_difference"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code"], condition=models.Q(state="open"), name="national_one_open_difference")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "code"], name="national_difference_list")]

    def __str__(self) -> str:
        return f"{self.code}: {self.kind}"


class PortalCode(models.Model):
    """A code by which the portal knows a part of a procedure (mã lĩnh vực, mã thành phần hồ sơ, mã phí, lệ phí), as its catalogue tells it."""

    procedure_code = models.CharField(max_length=40)
    kind = models.CharField(max_length=5)
    name = models.CharField(max_length=300, blank=True)
    """Of a paper its folded name, of a fee its amount, empty for the field."""
    code = models.CharField(max_length=60)

    class Meta:
        """By procedure."""

        db_table = "national_code"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["procedure_code"], name="national_code_procedure")]

    def __str__(self) -> str:
        return f"{self.procedure_code}: {self.code}"


class NationalAgency(models.Model):
    """An agency as the portal lists it (danh mục cơ quan)."""

    code = models.CharField(max_length=35, unique=True)
    name = models.CharField(max_length=300)
    parent_code = models.CharField(max_length=35, blank=True)
    seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    """Since when the portal no longer lists it."""

    class Meta:
        """By code."""

        db_table = "national_agency"
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
