"""Tables of the audit log."""

from congso.foundation.audit.models.entry import AuditEntry, Outcome
from congso.foundation.audit.models.seal import AuditSeal

__all__ = ["AuditEntry", "AuditSeal", "Outcome"]
