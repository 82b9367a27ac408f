"""Acting for another: given, declared, ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from congso.core import clock
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.citizens.errors import MandateWrong
from congso.domains.citizens.models import CommunityHelper, Mandate
from congso.domains.citizens.queries.acting import is_community_helper, principals
from congso.domains.citizens.services import (
    add_helper,
    declare_guardianship,
    end_helper,
    end_mandate,
    give_mandate,
)
from congso.domains.citizens.tests.makers import actor_of, make_account
from congso.domains.dossiers.tests.makers import make_office
from congso.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
OTHER = {"subject": "s-2", "number": "087290004321", "name": "Lê Văn Bảy"}


def test_who_is_authorised_may_act_from_now_until_it_is_taken_back() -> None:
    giver, holder = make_account(), make_account(**OTHER)
    mandate = give_mandate(actor=actor_of(giver), holder_number="087290004321", holder_name="Lê Văn Bảy", reason="GUQ 1")

    assert [(each.name, each.kind) for each in principals(holder)] == [
        ("Lê Văn Bảy", "self"), ("Trần Thị Ngọc Ẩn", "authorised")]  # fmt: skip
    assert actor_of(holder).parties == {giver.party_id, holder.party_id}
    end_mandate(actor=actor_of(giver), mandate_id=mandate.pk)
    assert actor_of(holder).parties == {holder.party_id}


def test_it_ends_on_its_day() -> None:
    giver, holder = make_account(), make_account(**OTHER)
    last = clock.today() + timedelta(days=10)
    give_mandate(actor=actor_of(giver), holder_number="087290004321", holder_name="Lê Văn Bảy", valid_to=last)

    with clock.at(clock.now() + timedelta(days=9)):
        assert len(principals(holder)) == 2
    with clock.at(clock.now() + timedelta(days=10)):
        assert len(principals(holder)) == 1


def test_a_company_names_its_staff() -> None:
    company = make_account(subject="c", number="1400000158", name="Công ty TNHH Sen Hồng", is_organisation=True)
    give_mandate(actor=actor_of(company), holder_number="087290004321", holder_name="Lê Văn Bảy")

    assert [each.kind for each in principals(make_account(**OTHER))] == ["self", "staff"]


def test_a_parent_declares_a_child_but_not_somebody_with_an_account() -> None:
    parent, grown = make_account(), make_account(**OTHER)
    declare_guardianship(actor=actor_of(parent), ward_number="087220001111", ward_name="Trần Bé", reason="GKS 12/2020")

    assert [each.kind for each in principals(parent)] == ["self", "guardian"]
    with pytest.raises(MandateWrong, match="tài khoản định danh riêng"):
        declare_guardianship(actor=actor_of(parent), ward_number=grown.party.identity_number, ward_name="x", reason="y")
    with pytest.raises(MandateWrong, match="giấy tờ chứng minh"):
        declare_guardianship(actor=actor_of(parent), ward_number="087220002222", ward_name="x", reason=" ")
    assert AuditEntry.objects.filter(outcome="refused", action="citizens.declare_guardianship").count() == 2
    assert Mandate.objects.count() == 1


def test_not_to_oneself_not_twice_not_into_the_past() -> None:
    giver = actor_of(make_account())
    with pytest.raises(MandateWrong):
        give_mandate(actor=giver, holder_number="087190001234", holder_name="x")
    with pytest.raises(MandateWrong):
        give_mandate(actor=giver, holder_number="087290004321", holder_name="x", valid_to=clock.today())
    give_mandate(actor=giver, holder_number="087290004321", holder_name="x")
    with pytest.raises(MandateWrong):
        give_mandate(actor=giver, holder_number="087290004321", holder_name="x")


def test_strangers_cannot_end_it() -> None:
    mandate = give_mandate(actor=actor_of(make_account()), holder_number="087290004321", holder_name="x")
    stranger = make_account(subject="s-3", number="087190009999", name="Người Lạ")

    with pytest.raises(NotVisible):
        end_mandate(actor=actor_of(stranger), mandate_id=mandate.pk)
    assert Mandate.objects.get().ended_at is None


def test_the_office_lists_who_helps_on_the_spot() -> None:
    office, account = make_office(), make_account(**OTHER)
    helper = add_helper(actor=office.actor("quantri"), identity_number="087290004321", name="Lê Văn Bảy", unit_id=office.units["phuong"])

    assert is_community_helper(account)
    with pytest.raises(NotAllowed):
        add_helper(actor=office.clerk, identity_number="087190001234", name="x", unit_id=office.units["phuong"])
    end_helper(actor=office.actor("quantri"), helper_id=helper.pk)
    assert not is_community_helper(account)
    assert CommunityHelper.objects.count() == 1
