"""What a citizen asks about data kept on them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.core.ids import uuid7
from congso.domains.citizens.facade import CitizenAccount


class ExportState(models.TextChoices):
    """Where an export stands."""

    WAITING = "waiting", _("Đang chờ")
    WORKING = "working", _("Đang đóng gói")
    READY = "ready", _("Sẵn sàng tải")
    GONE = "gone", _("Đã xóa tệp")


class DataExport(models.Model):
    """A copy of everything kept on a citizen (bản sao dữ liệu cá nhân), packed by the worker and kept some days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(CitizenAccount, on_delete=models.PROTECT, related_name="exports")
    state = models.CharField(max_length=8, choices=ExportState, default=ExportState.WAITING)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    """Files packed, and how many there are."""
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["account", "-asked_at"], name="data_export_account")]

    @property
    def percent(self) -> int:
        """How far it is."""
        return 100 * self.done // self.total if self.total else 0


class ErasureState(models.TextChoices):
    """Where a request to delete stands."""

    ASKED = "asked", _("Đang chờ trả lời")
    GRANTED = "granted", _("Đã xóa")
    REFUSED = "refused", _("Không xóa")


class Erasable(models.TextChoices):
    """What the law lets a citizen have deleted; dossiers and their papers are kept by the law on archives."""

    DRAFTS = "drafts", _("Hồ sơ đang soạn và tệp kèm theo")
    STORE = "store", _("Kho giấy tờ dùng lại (giấy tờ trong hồ sơ đã nộp vẫn được lưu trữ)")
    CONTACT = "contact", _("Số điện thoại, thư điện tử, cách nhận tin")
    ACCOUNT = "account", _("Tài khoản trên Cổng, cùng mọi mục trên")
    DOSSIERS = "dossiers", _("Hồ sơ đã nộp (thường phải lưu trữ theo luật)")


class ErasureRequest(models.Model):
    """A request to delete personal data (yêu cầu xóa dữ liệu cá nhân), answered by an official with the legal ground."""

    account = models.ForeignKey(CitizenAccount, on_delete=models.PROTECT, related_name="erasures")
    what = models.CharField(max_length=10, choices=Erasable)
    words = models.CharField(max_length=1000, blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=ErasureState, default=ErasureState.ASKED)
    answer = models.CharField(max_length=1000, blank=True)
    """The legal ground, said to the citizen."""
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    """The unit in whose name it was answered; the citizen sees this and not the person."""

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "what"], condition=models.Q(state="asked"), name="erasure_asked_once"
            )
        ]
        indexes = [models.Index(fields=["due_at"], name="erasure_open", condition=models.Q(state="asked"))]
