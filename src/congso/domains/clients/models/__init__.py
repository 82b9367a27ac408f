"""Tables of programs that ask us."""

from congso.domains.clients.models.client import Client, Reach, Scope, Token, Use
from congso.domains.clients.models.client_file import ClientFile
from congso.domains.clients.models.hook import Hook, HookEvent

__all__ = ["Client", "ClientFile", "Hook", "HookEvent", "Reach", "Scope", "Token", "Use"]
