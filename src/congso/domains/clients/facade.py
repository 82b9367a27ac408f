"""What other rooms use of the programs that ask us."""

from congso.domains.clients.models import Client
from congso.domains.clients.services.entering import enter, issue_token
from congso.domains.clients.services.hooks import add_hook, try_hook
from congso.domains.clients.services.reading import note_people_read
from congso.domains.clients.services.registering import ClientIn, register_client, set_reach

__all__ = ["Client", "ClientIn", "add_hook", "enter", "issue_token", "note_people_read", "register_client", "set_reach", "try_hook"]
