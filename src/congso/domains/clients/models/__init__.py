"""Tables of programs that ask us."""

from congso.domains.clients.models.client import Client, Reach, Scope, Token, Use
from congso.domains.clients.models.hook import Hook, HookEvent

__all__ = ["Client", "Hook", "HookEvent", "Reach", "Scope", "Token", "Use"]
