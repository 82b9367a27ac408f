"""Roles and their rights (vai trò, quyền)."""

from __future__ import annotations

from collections.abc import Mapping

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.people.actions import is_known
from congso.foundation.people.errors import NoManagerLeft, RoleCodeTaken, UnknownRight
from congso.foundation.people.models import Role, RoleRight, Scope
from congso.foundation.people.policies import require_can_manage_roles, some_manager_is_left


def create_role(*, actor: Actor, code: str, name: str) -> Role:
    """Add a kind of position, without rights at first. Raises RoleCodeTaken."""
    with write_action("people.create_role", actor=actor) as action:
        require_can_manage_roles(actor)
        epoch.take_turn()
        if Role.objects.filter(code=code).exists():
            raise RoleCodeTaken(field="code", role=code)
        role = Role.objects.create(code=code, name=nfc(name, collapse=True), order=Role.objects.count())
        action.record(role, code=code, name=role.name)
        epoch.bump()
    return role


def set_rights(*, actor: Actor, role_id: int, name: str, rights: Mapping[str, str]) -> Role:
    """Set what a role may do and how far each right reaches; ``rights`` holds all of them, scope by action.

    Raises UnknownRight, NoManagerLeft.
    """
    with write_action("people.set_rights", actor=actor) as action:
        require_can_manage_roles(actor)
        epoch.take_turn()
        role = Role.objects.select_for_update().filter(pk=role_id).first()
        if role is None:
            raise NotVisible
        for right, scope in rights.items():
            if not is_known(right) or scope not in Scope.values:
                raise UnknownRight(right=right)
        before = dict(RoleRight.objects.filter(role=role).values_list("action", "scope"))
        RoleRight.objects.filter(role=role).delete()
        RoleRight.objects.bulk_create(
            RoleRight(role=role, action=right, scope=scope) for right, scope in rights.items()
        )
        if not some_manager_is_left():
            raise NoManagerLeft
        changed = {right: {"before": before.get(right), "after": rights.get(right)}
                   for right in {*before, *rights} if before.get(right) != rights.get(right)}  # fmt: skip
        role.name = nfc(name, collapse=True)
        role.save(update_fields=["name"])
        action.record(role, name=role.name, rights=changed)
        epoch.bump()
    return role
