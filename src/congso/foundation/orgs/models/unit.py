"""A unit of the organisation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What kind of body a unit is."""

    PROVINCE = "province", _("Ủy ban nhân dân cấp tỉnh")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    DISTRICT = "district", _("Ủy ban nhân dân cấp huyện (trước 01/7/2025)")
    COMMUNE = "commune", _("Ủy ban nhân dân cấp xã")
    DIVISION = "division", _("Phòng, đơn vị trực thuộc")
    CENTRE = "centre", _("Trung tâm Phục vụ hành chính công")


AGENCY_KINDS = frozenset({UnitKind.PROVINCE, UnitKind.DEPARTMENT, UnitKind.DISTRICT, UnitKind.COMMUNE})
"""Kinds that decide in their own name (cơ quan); the others belong to one of them."""


class UnitFunction(models.TextChoices):
    """What a unit does inside its agency; a process names the function, not the unit."""

    NONE = "", _("Không xác định")
    LEADERSHIP = "leadership", _("Lãnh đạo cơ quan")
    OFFICE = "office", _("Văn phòng")
    ONE_STOP = "one_stop", _("Bộ phận Một cửa")
    ECONOMY = "economy", _("Kinh tế, hạ tầng và đô thị")
    SOCIETY = "society", _("Văn hóa, xã hội")
    JUSTICE = "justice", _("Tư pháp, hộ tịch")
    SPECIALIST = "specialist", _("Phòng chuyên môn")


class Unit(models.Model):
    """A unit (đơn vị): an agency, a division or a one-stop centre; its name and place are dated rows of their own.

    ``identifier`` is the electronic identifier ``H20.xx.yy`` (mã định danh, QĐ 20/2020/QĐ-TTg); ``area_code`` the
    code of the administrative area (QĐ 19/2025/QĐ-TTg), which only means something together with the dates.
    """

    identifier = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=12, choices=UnitKind)
    function = models.CharField(max_length=12, choices=UnitFunction, blank=True)
    area_code = models.CharField(max_length=8, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    """First day on which the unit no longer exists."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="unit_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["identifier"],
                condition=models.Q(valid_to__isnull=True) & ~models.Q(identifier=""),
                name="unit_identifier_once",
            ),
        ]

    def __str__(self) -> str:
        return self.identifier or f"unit {self.pk}"
