#!/usr/bin/env python3
"""Django's own command line, for developers; everybody else uses `congso`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.dev")
    os.environ.setdefault("CONGSO_DB_ROLE", "owner")
    execute_from_command_line(sys.argv)
