"""Migrations of each app are one line without branches, and nothing is missing."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

OURS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("congso."))


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


@pytest.mark.parametrize("label", OURS)
def test_an_app_has_one_leaf_and_no_branches(loader: MigrationLoader, label: str) -> None:
    known = sorted(name for app, name in loader.disk_migrations if app == label)
    if not known:
        return
    assert len(loader.graph.leaf_nodes(label)) == 1
    for name in known:
        own = [parent for parent in loader.disk_migrations[label, name].dependencies if parent[0] == label]
        assert len(own) == (0 if name == known[0] else 1), name
    numbers = [int(name[:4]) for name in known]
    assert numbers == list(range(1, len(known) + 1))


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
