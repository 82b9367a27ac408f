"""How long what is kept, and by when it is handed over: law as dated rows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.records.enums import LONGEST, PERMANENT, SHORTEST, RuleGroup, Term, TermUnit

PERIOD = models.Q(years=PERMANENT) | models.Q(years__gte=SHORTEST, years__lte=LONGEST)


class RetentionRule(models.Model):
    """A line of the retention table (thời hạn lưu trữ) from a day on; the newest row of a code that has begun holds."""

    code = models.CharField(max_length=20)
    group = models.PositiveSmallIntegerField(choices=RuleGroup.choices)
    title = models.CharField(max_length=300)
    years = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=250)
    """The legal basis (căn cứ)."""
    valid_from = models.DateField()
    withdrawn = models.BooleanField(default=False)
    """From this day on the code is used no more."""

    class Meta:
        """Each code once a day, with a period the law knows."""

        db_table = "records_retention_rule"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="retention_rule_once"),
            models.CheckConstraint(condition=PERIOD, name="retention_rule_period"),
        ]

    def __str__(self) -> str:
        return self.code


class HandoverTerm(models.Model):
    """By when ended dossiers go to the archive (thời hạn nộp lưu), from a day on; before the first row the decree's own holds."""

    term = models.CharField(max_length=12, choices=Term.choices)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=6, choices=TermUnit.choices)
    source = models.CharField(max_length=250)
    valid_from = models.DateField()

    class Meta:
        """Each once a day."""

        db_table = "records_handover_term"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["term", "valid_from"], name="handover_term_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=1), name="handover_term_some"),
        ]

    def __str__(self) -> str:
        return f"{self.term} {self.amount} {self.unit}"
