"""A form and what it is for."""

from __future__ import annotations

from django.db import models


class Form(models.Model):
    """An electronic form (biểu mẫu điện tử); ``subject`` says what it is for, in the words of the room that uses it.

    ``procedure:1.001193`` is the form of that procedure; this room never reads the subject.
    """

    subject = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=500)
    sort_key = models.CharField(max_length=1000)

    class Meta:
        ordering = ["sort_key", "subject"]

    def __str__(self) -> str:
        return self.subject
