"""Some of Django's commands in a process of their own: ``python -m congso.entry.management_process '[["migrate"]]'``."""

import json
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.dev")
    for command in json.loads(sys.argv[1]):
        execute_from_command_line([sys.argv[0], *command])
