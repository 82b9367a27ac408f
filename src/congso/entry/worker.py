"""The worker: carries out jobs until it is told to stop."""

import os

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.dev")
    execute_from_command_line(["congso", "procrastinate", "worker", "--concurrency", "2"])
