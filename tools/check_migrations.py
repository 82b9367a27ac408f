"""Check that no migration is missing and that each app's migrations are one line, not a tree."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.test")

import django
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation


def faults() -> list[str]:
    """What is wrong, in sentences; needs no database."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    found = [f"{app} has more than one last migration: {names}" for app, names in loader.detect_conflicts().items()]
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("congso.")}
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    found += [
        f"{app} wants a migration: {change}"
        for app, each in changes.items() if app in ours
        for one in each for change in one.operations if type(change).__name__ != "AlterModelOptions"
    ]  # fmt: skip
    return found


if __name__ == "__main__":
    django.setup()
    with translation.override(None):  # verbose names of libraries differ by language
        problems = faults()
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
