"""After an upgrade: give the starting roles the rights that the new version brought."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from congso.core.actors import system_actor
from congso.foundation.people.roles import offer_new_rights


class Command(BaseCommand):
    """Offer new default rights, each once."""

    help = "Give the starting roles the rights that this version brought, each once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what was given."""
        for role, rights in offer_new_rights(actor=system_actor("Nâng cấp phiên bản")).items():
            self.stdout.write(f"{role}: {', '.join(rights)}")
