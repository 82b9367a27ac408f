"""For what personal data was used."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

LAW = "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15"


class DataUseKind(models.TextChoices):
    """On what occasion data of a person was used."""

    SUBMISSION = "submission", _("Nộp hồ sơ")
    REUSE = "reuse", _("Dùng lại giấy tờ đã nộp, đã nhận")
    SHARING = "sharing", _("Chuyển cho cơ quan khác cùng giải quyết")
    EXPORT = "export", _("Đóng gói bản sao dữ liệu theo yêu cầu của bạn")


class DataUse(models.Model):
    """A use of personal data with its purpose and legal ground (mục đích, căn cứ xử lý dữ liệu cá nhân).

    Resolving a procedure rests on the law, so consent is not its ground; ``agreed`` says that the person was told of the
    purpose and confirmed it. Luật 91/2025/QH15 and NĐ 356/2025/NĐ-CP; the article numbers are unverified.
    """

    party_id = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=DataUseKind)
    purpose = models.CharField(max_length=500)
    legal_basis = models.CharField(max_length=200)
    agreed = models.BooleanField(default=False)
    subject = models.CharField(max_length=60)
    """Code of the dossier it was about."""
    unit_id = models.BigIntegerField(null=True)
    """The agency that got the data."""

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["party_id", "-id"], name="data_use_party")]
