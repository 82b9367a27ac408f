"""Installations that had their roles before get the rights of fees; what an office decided stays."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps

from congso.domains.fees.tests.makers import Till
from congso.foundation.people.models import RoleRight


def test_known_roles_get_what_they_lack_and_keep_what_they_have(till: Till) -> None:
    del till
    RoleRight.objects.filter(action__startswith="fees.").delete()
    RoleRight.objects.filter(role__code="clerk", action="cases.see").update(scope="agency")
    migration = import_module("congso.domains.fees.migrations.0002_rights")

    for _time in range(2):
        migration.add_rights(apps, None)

    given = set(
        RoleRight.objects.filter(action__startswith="fees.").values_list("role__code", "action", "scope")
    )
    assert given == {
        ("clerk", "fees.collect", "unit"), ("registry", "fees.manage", "agency"), ("registry", "fees.reconcile", "agency"),
        ("inspector", "fees.reconcile", "province"), ("admin", "fees.manage", "province"), ("admin", "fees.reconcile", "province"),
    }  # fmt: skip
    assert RoleRight.objects.get(role__code="clerk", action="cases.see").scope == "agency"
