"""The Django app of this room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only audit log and the one way to write."""

    name = "congso.foundation.audit"
    label = "audit"
