"""A citizen or an organisation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartyKind(models.TextChoices):
    """Loại đối tượng of the national portal (LoaiDoiTuong)."""

    CITIZEN = "citizen", _("Cá nhân")
    ORGANISATION = "organisation", _("Tổ chức, doanh nghiệp")


class Party(models.Model):
    """A person or organisation known to the office (công dân, tổ chức), by personal number or tax code.

    The key is the personal number (số định danh) or the tax code, never e-mail or phone. What a dossier prints is
    the copy taken when it was received; this row holds what is known last.
    """

    kind = models.CharField(max_length=12, choices=PartyKind)
    identity_number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=400)
    search_key = models.TextField()
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    address = models.CharField(max_length=300, blank=True)
    ward_code = models.CharField(max_length=5, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    known_since = models.DateTimeField()
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
