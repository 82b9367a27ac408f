"""Installations that have their roles already get the rights of fees; what an office set itself stays."""

from django.db import migrations

RIGHTS = {
    "clerk": {"fees.collect": "unit"},
    "registry": {"fees.manage": "agency", "fees.reconcile": "agency"},
    "inspector": {"fees.reconcile": "province"},
    "admin": {"fees.manage": "province", "fees.reconcile": "province"},
}


def add_rights(apps, schema_editor):
    """Give each known role its rights, once."""
    role_model, right_model = apps.get_model("people", "Role"), apps.get_model("people", "RoleRight")
    for role in role_model.objects.filter(code__in=RIGHTS):
        for action, scope in RIGHTS[role.code].items():
            right_model.objects.get_or_create(role=role, action=action, defaults={"scope": scope})


class Migration(migrations.Migration):

    dependencies = [
        ("fees", "0001_initial"),
        ("people", "0002_temporary_passwords"),
    ]

    operations = [migrations.RunPython(add_rights, migrations.RunPython.noop)]
