"""Roles and the rights they hold."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """Over which units a right reaches, seen from the position's own unit."""

    UNIT = "unit", _("Đơn vị của vị trí")
    AGENCY = "agency", _("Cả cơ quan")
    SUBTREE = "subtree", _("Cơ quan và mọi đơn vị cấp dưới")
    PROVINCE = "province", _("Toàn tỉnh")


class Role(models.Model):
    """A kind of position (vai trò): what a process step asks for and what rights hang on."""

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class RoleRight(models.Model):
    """A right (quyền): an action that a role may do within a scope."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="rights")
    action = models.CharField(max_length=80)
    scope = models.CharField(max_length=8, choices=Scope)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "action"], name="role_right_once")]


class OfferedRight(models.Model):
    """A default right that a role has been given once (quyền mặc định đã cấp), so that one taken away stays away."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="offered")
    action = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "action"], name="right_offered_once")]
