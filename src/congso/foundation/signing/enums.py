"""Sorts of keys, signatures and judgements."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeyStore(models.TextChoices):
    """Where the private key is."""

    FILE = "file", _("Tệp khóa PKCS#12")
    MODULE = "module", _("Thiết bị HSM (PKCS#11)")
    REMOTE = "remote", _("Dịch vụ ký số từ xa (CSC)")
    TOKEN = "token", _("Thiết bị ký trên máy người dùng")


class SignatureKind(models.TextChoices):
    """Whose signature it is and how it looks (NĐ 30/2020, Phụ lục I, Phần I, mục II, khoản 7 điểm d và khoản 8)."""

    PERSON = "person", _("Chữ ký số của người có thẩm quyền")
    SEAL = "seal", _("Chữ ký số của cơ quan, tổ chức")
    ANNEX = "annex", _("Chữ ký số của cơ quan trên phụ lục")
    COPY = "copy", _("Chữ ký số của cơ quan trên bản sao")
    FORM = "form", _("Chữ ký số của cơ quan trên biểu mẫu điện tử")


class Trust(models.TextChoices):
    """What may be said of a signature or of the moment in it."""

    TRUSTED = "trusted", _("Hợp lệ, tin cậy")
    UNTRUSTED = "untrusted", _("Chưa đủ căn cứ tin cậy")
    BROKEN = "broken", _("Không hợp lệ")


class Change(models.TextChoices):
    """What was done to a document after a signature."""

    NONE = "none", _("Không có gì thay đổi sau khi ký")
    SIGNATURES = "signatures", _("Sau đó chỉ có thêm chữ ký, dấu thời gian")
    OTHER = "other", _("Nội dung đã bị thay đổi sau khi ký")
