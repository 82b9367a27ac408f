"""An upgrade gives the starting roles its new rights once; what the administrator took away stays away."""

from __future__ import annotations

import pytest

from congso.foundation.audit.models import AuditEntry
from congso.foundation.orgs.tests.makers import SYSTEM
from congso.foundation.people.models import OfferedRight, Role, RoleRight
from congso.foundation.people.roles import RIGHTS, offer_new_rights
from congso.foundation.people.services import set_rights
from congso.foundation.people.tests.makers import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Role:
    make_people()
    return Role.objects.get(code="admin")


def rights_of(role: Role) -> dict[str, str]:
    return dict(RoleRight.objects.filter(role=role).values_list("action", "scope"))


def test_a_fresh_installation_has_nothing_to_be_offered(admin: Role) -> None:
    before = rights_of(admin)

    assert offer_new_rights(actor=SYSTEM) == {}
    assert rights_of(admin) == before


def test_a_right_of_a_newer_version_is_given_once(admin: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RIGHTS, "admin", RIGHTS["admin"] | {"sites.manage": "province"})

    assert offer_new_rights(actor=SYSTEM) == {"admin": ["sites.manage"]}
    assert rights_of(admin)["sites.manage"] == "province"
    assert offer_new_rights(actor=SYSTEM) == {}
    assert AuditEntry.objects.filter(action="people.offer_new_rights").count() == 2


def test_a_right_taken_away_stays_away_and_a_changed_scope_stays(admin: Role) -> None:
    kept = {right: scope for right, scope in rights_of(admin).items() if right != "forms.manage"}
    kept["audit.see"] = "agency"
    set_rights(actor=SYSTEM, role_id=admin.pk, name=admin.name, rights=kept)

    assert offer_new_rights(actor=SYSTEM) == {}
    assert "forms.manage" not in rights_of(admin)
    assert rights_of(admin)["audit.see"] == "agency"


def test_what_the_administrator_gave_before_keeps_its_scope(admin: Role) -> None:
    OfferedRight.objects.filter(role=admin, action="ratings.moderate").delete()
    RoleRight.objects.filter(role=admin, action="ratings.moderate").update(scope="agency")

    offer_new_rights(actor=SYSTEM)

    assert rights_of(admin)["ratings.moderate"] == "agency"


def test_roles_of_the_office_itself_get_nothing(admin: Role) -> None:
    own = Role.objects.create(code="quay-luu-dong", name="Quầy lưu động")

    offer_new_rights(actor=SYSTEM)

    assert rights_of(own) == {}
