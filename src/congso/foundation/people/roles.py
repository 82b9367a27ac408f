"""The roles every province starts with, and the rights that hang on them; the administrator may change both."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from congso.core.actors import Actor
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.people.models import OfferedRight, Role, RoleRight, Scope

CLERK = "clerk"
OFFICER = "officer"
HEAD = "head"
LEADER = "leader"
REGISTRY = "registry"
ADMIN = "admin"
INSPECTOR = "inspector"

ROLES = {
    CLERK: _("Cán bộ một cửa"),
    OFFICER: _("Chuyên viên"),
    HEAD: _("Trưởng phòng"),
    LEADER: _("Lãnh đạo cơ quan"),
    REGISTRY: _("Văn thư"),
    INSPECTOR: _("Theo dõi, tổng hợp"),
    ADMIN: _("Quản trị hệ thống"),
}

_EVERY_OFFICIAL = {"people.delegate": Scope.UNIT, "documents.draft": Scope.UNIT, "records.open": Scope.UNIT}
RIGHTS: dict[str, dict[str, str]] = {
    CLERK: {
        "dossiers.receive": Scope.UNIT, "dossiers.return_result": Scope.UNIT, "cases.see": Scope.UNIT,
        "parties.look_up": Scope.UNIT, "reports.see": Scope.UNIT, "fees.collect": Scope.UNIT, "lookups.ask": Scope.UNIT,
    },
    OFFICER: {"cases.see": Scope.UNIT, "parties.look_up": Scope.UNIT, "reports.see": Scope.UNIT, "lookups.ask": Scope.UNIT},
    HEAD: {
        "cases.see": Scope.UNIT, "cases.assign": Scope.UNIT, "dossiers.extend": Scope.AGENCY,
        "dossiers.apologise": Scope.AGENCY, "parties.look_up": Scope.UNIT, "reports.see": Scope.AGENCY,
        "people.delegate_unit": Scope.UNIT, "cases.set_reminders": Scope.UNIT, "documents.instruct": Scope.UNIT,
        "tasks.give": Scope.UNIT,
        "records.supervise": Scope.UNIT,
        "schedules.propose": Scope.UNIT, "schedules.publish": Scope.UNIT,
    },
    LEADER: {
        "cases.see": Scope.AGENCY, "cases.assign": Scope.AGENCY, "dossiers.extend": Scope.AGENCY,
        "dossiers.apologise": Scope.AGENCY, "parties.look_up": Scope.AGENCY, "reports.see": Scope.AGENCY,
        "procedures.publish": Scope.AGENCY, "people.delegate_unit": Scope.AGENCY,
        "cases.set_reminders": Scope.AGENCY, "documents.sign": Scope.AGENCY, "documents.see_all": Scope.AGENCY,
        "tasks.give": Scope.SUBTREE,
        "documents.instruct": Scope.AGENCY, "records.supervise": Scope.AGENCY, "records.see_all": Scope.AGENCY,
        "records.issue_list": Scope.AGENCY, "records.keep_back": Scope.AGENCY,
    },
    REGISTRY: {
        "cases.see": Scope.AGENCY, "numbering.manage": Scope.AGENCY, "reports.see": Scope.AGENCY,
        "fees.manage": Scope.AGENCY, "fees.reconcile": Scope.AGENCY, "signing.seal": Scope.AGENCY,
        "records.see_all": Scope.AGENCY, "records.manage_list": Scope.AGENCY, "records.receive": Scope.AGENCY,
        "documents.register": Scope.AGENCY, "documents.see_all": Scope.AGENCY, "schedules.publish": Scope.AGENCY,
    },
    INSPECTOR: {
        "cases.see": Scope.PROVINCE, "reports.see": Scope.PROVINCE, "audit.see": Scope.PROVINCE,
        "fees.reconcile": Scope.PROVINCE, "ratings.moderate": Scope.PROVINCE,
    },
    ADMIN: {
        "orgs.manage": Scope.PROVINCE, "people.manage": Scope.PROVINCE, "calendar.manage": Scope.PROVINCE,
        "procedures.manage": Scope.PROVINCE, "procedures.publish": Scope.PROVINCE, "processes.manage": Scope.PROVINCE,
        "numbering.manage": Scope.PROVINCE, "audit.see": Scope.PROVINCE, "reports.see": Scope.PROVINCE,
        "people.delegate_unit": Scope.PROVINCE, "cases.set_reminders": Scope.PROVINCE,
        "notifications.manage": Scope.PROVINCE, "citizens.manage": Scope.PROVINCE, "portal.manage": Scope.PROVINCE,
        "portal.answer_data": Scope.PROVINCE,
        "forms.manage": Scope.PROVINCE, "dossiers.set_check_time": Scope.PROVINCE, "dossiers.set_result_templates": Scope.PROVINCE,
        "fees.manage": Scope.PROVINCE, "fees.reconcile": Scope.PROVINCE, "ratings.moderate": Scope.PROVINCE,
        "signing.manage": Scope.PROVINCE, "outbox.manage": Scope.PROVINCE, "exchange.manage": Scope.PROVINCE, "axis.manage": Scope.PROVINCE,
        "national.manage": Scope.PROVINCE, "lookups.manage": Scope.PROVINCE, "clients.manage": Scope.PROVINCE, "records.set_rules": Scope.PROVINCE,
        "documents.allow_speech": Scope.PROVINCE,
    },
}  # fmt: skip


def load_default_roles(*, actor: Actor) -> dict[str, Role]:
    """Make the roles that are missing, with their rights; present ones are left as the office set them."""
    with write_action("people.load_default_roles", actor=actor) as action:
        known = {role.code: role for role in Role.objects.all()}
        for order, (code, name) in enumerate(ROLES.items()):
            if code in known:
                continue
            role = known[code] = Role.objects.create(code=code, name=name, order=order)
            _give(role, _EVERY_OFFICIAL | RIGHTS[code])
        action.record(("people.role", "*"), roles=sorted(known))
        epoch.bump()
    return known


def offer_new_rights(*, actor: Actor) -> dict[str, list[str]]:
    """Give the starting roles the rights that newer versions brought, each once; which were given, by role.

    A right that the administrator took away was offered before and stays away. Run after every upgrade.
    """
    with write_action("people.offer_new_rights", actor=actor) as action:
        epoch.take_turn()
        given: dict[str, list[str]] = {}
        for role in Role.objects.select_for_update().filter(code__in=RIGHTS):
            offered = set(OfferedRight.objects.filter(role=role).values_list("action", flat=True))
            new = {right: scope for right, scope in (_EVERY_OFFICIAL | RIGHTS[role.code]).items() if right not in offered}
            if new:
                _give(role, new)
                given[role.code] = sorted(new)
        action.record(("people.role", "*"), given=given)
        if given:
            epoch.bump()
    return given


def _give(role: Role, rights: dict[str, str]) -> None:
    """Add rights to a role, with the note that they were offered; what it has already keeps its scope."""
    RoleRight.objects.bulk_create(
        (RoleRight(role=role, action=right, scope=scope) for right, scope in rights.items()), ignore_conflicts=True
    )
    OfferedRight.objects.bulk_create((OfferedRight(role=role, action=right) for right in rights), ignore_conflicts=True)
