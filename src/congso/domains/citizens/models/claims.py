"""What an identity provider's claims mean."""

from __future__ import annotations

from django.db import models

VNCONNECT: dict[str, str] = {
    "subject": "sub", "number": "SoDinhDanh", "tax_code": "MaSoThue", "name": "HoVaTen", "born_on": "NgayThangNamSinh",
    "sex": "GioiTinh", "level": "loAs",
}  # fmt: skip
"""The names of VNConnect (domain D2): our word, then theirs."""


class ClaimMapping(models.Model):
    """Which claim of the provider says what (bảng đối chiếu thông tin đăng nhập), from a day on."""

    valid_from = models.DateField(unique=True)
    claims = models.JSONField(default=dict)
    acr_values = models.CharField(max_length=100, blank=True)
    """What assurance is asked of the provider (acr_values)."""

    class Meta:
        ordering = ["-valid_from"]
