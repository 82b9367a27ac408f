"""A task and who helps with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.core.ids import uuid7
from congso.domains.tasks.enums import Priority, Quality, Source, TaskState, Timing
from congso.foundation.casework.models import Case


class Task(models.Model):
    """Nhiệm vụ được giao, or a part of one: what is to be done, by whom, until when, and how it ended.

    The responsible unit is the case's division and the giver's unit its receiving unit, so that both follow a
    reorganisation; names and titles are kept as they were that day.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    root = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+")
    """The task as it was given first; itself when this is the whole."""
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    key = models.UUIDField(unique=True)
    """Made with the form: pressing twice gives one task."""
    number = models.CharField(max_length=40)
    parts_numbered = models.PositiveIntegerField(default=0)
    """How many parts of this tree have had a number; kept on the root."""
    title = models.CharField(max_length=500)
    content = models.TextField(blank=True)
    expected = models.TextField(blank=True)
    """Sản phẩm, kết quả phải đạt."""
    source = models.CharField(max_length=8, choices=Source.choices)
    meeting_name = models.CharField(max_length=300, blank=True)
    meeting_on = models.DateField(null=True)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    evidence_required = models.BooleanField(default=False)
    given_by = models.BigIntegerField()
    given_by_name = models.CharField(max_length=200)
    given_by_title = models.CharField(max_length=150, blank=True)
    given_role = models.CharField(max_length=30)
    """The role in which it was given: whoever holds it in the giver's unit may act for the giver."""
    given_at = models.DateTimeField()
    main_account_id = models.BigIntegerField(null=True)
    """Who does it (cá nhân chủ trì); NULL: the unit has named nobody yet."""
    followed_by = models.BigIntegerField(null=True)
    """The leader who follows it (lãnh đạo theo dõi, chỉ đạo)."""
    original_due_at = models.DateTimeField()
    """As first given, whatever was granted later."""
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=TaskState.choices)
    percent = models.PositiveSmallIntegerField(default=0)
    """Progress as last reported by hand."""
    completed_at = models.DateTimeField(null=True)
    """When the unit reported it complete; taken back when more work is asked for."""
    ended_at = models.DateTimeField(null=True)
    timing = models.CharField(max_length=7, choices=Timing.choices, blank=True)
    quality = models.CharField(max_length=9, choices=Quality.choices, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        """Found by tree, by giver, by doer, by due day."""

        db_table = "tasks_task"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_at", "id"], name="task_due"),
            models.Index(fields=["state", "due_at", "id"], name="task_state_due"),
            models.Index(fields=["given_by", "due_at"], name="task_giver"),
            models.Index(fields=["main_account_id", "due_at"], name="task_doer"),
            models.Index(fields=["followed_by", "due_at"], name="task_follower"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="task_percent", condition=models.Q(percent__lte=100)),
            models.CheckConstraint(name="task_not_its_own_part", condition=~models.Q(parent=models.F("id"))),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def main_unit_id(self) -> int:
        """The responsible unit (đơn vị chủ trì), as it is called after reorganisations."""
        return self.case.division_id or self.case.holder_unit_id

    @property
    def given_unit_id(self) -> int:
        """The unit in which it was given."""
        return self.case.receiving_unit_id

    @property
    def is_open(self) -> bool:
        """Whether work on it goes on."""
        return self.state not in {TaskState.DONE, TaskState.CANCELLED}

    @property
    def is_urgent(self) -> bool:
        """Whether it is marked as more pressing than others."""
        return self.priority > Priority.NORMAL


class Helper(models.Model):
    """A unit that helps (đơn vị phối hợp)."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="helpers")
    unit_id = models.BigIntegerField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """A unit helps once at a time."""

        db_table = "tasks_helper"
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["unit_id", "task"], name="task_helper_unit")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["task", "unit_id"], condition=models.Q(withdrawn_at=None), name="task_helper_once"),
        ]
