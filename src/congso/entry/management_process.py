"""Django's command line as a process of its own: ``python -m congso.entry.management_process migrate``."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.dev")
    execute_from_command_line(sys.argv)
