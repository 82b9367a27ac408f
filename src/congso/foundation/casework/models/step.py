"""Steps of a process version and the ways between them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.foundation.casework.models.process import ProcessVersion


class StepKind(models.TextChoices):
    """What is done in a step (the chain of domain law: tiếp nhận → … → trả kết quả)."""

    INTAKE = "intake", _("Tiếp nhận")
    ASSIGN = "assign", _("Phân công")
    WORK = "work", _("Thẩm định, xử lý")
    REVIEW = "review", _("Duyệt")
    SIGN = "sign", _("Ký")
    REGISTRY = "registry", _("Vào sổ, đóng dấu")
    RETURN = "return", _("Trả kết quả")
    ANSWER = "answer", _("Trả lời ý kiến")


class Place(models.TextChoices):
    """In which unit a step is done, seen from the case."""

    RECEIVING = "receiving", _("Nơi tiếp nhận")
    DIVISION = "division", _("Phòng chuyên môn được giao")
    LEADERSHIP = "leadership", _("Lãnh đạo cơ quan")
    OFFICE = "office", _("Văn phòng, văn thư")
    ASKED = "asked", _("Đơn vị được hỏi ý kiến")


class Step(models.Model):
    """A step of a process (bước): who does it, where, in how much working time."""

    version = models.ForeignKey(ProcessVersion, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10, choices=StepKind)
    role = models.CharField(max_length=30)
    place = models.CharField(max_length=10, choices=Place)
    allotted_minutes = models.PositiveIntegerField(default=0)
    """Working minutes allowed; 0: not counted."""
    actions = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    """What may be done here beside moving on: consult, supplement, hand_over, extend, propose …"""

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="step_order_once"),
            models.UniqueConstraint(fields=["version", "code"], name="step_code_once"),
        ]


class Transition(models.Model):
    """A way from one step to another (chuyển bước); without a target it ends the case."""

    source = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="ways")
    target = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=100)
    is_return = models.BooleanField(default=False)
    """Goes back for more work (trả lại); needs a reason."""
    condition = models.JSONField(default=list, blank=True)
    """All must hold over the case's facts: ``[{"fact": "proposal", "is": ["refusal"]}]``."""
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["source", "code"], name="transition_code_once")]
