"""Shared lists: what differs is shown before it is taken over; rows may be added at the platform."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.core.errors import InvalidInput, NotAllowed
from congso.domains.lookups.clients import Query
from congso.domains.lookups.enums import Service
from congso.domains.lookups.errors import DifferenceSettled, PlatformRefused, ServiceSilent
from congso.domains.lookups.forms import LookupForm
from congso.domains.lookups.lists import ALL
from congso.domains.lookups.models import SharedDifference, SharedList, SharedRow
from congso.domains.lookups.queries.sharing import choices_of, list_lines
from congso.domains.lookups.services.sharing import RowIn, add_row, approve, fetch_list, ignore
from congso.foundation.people.models import Account
from tests.lookups.conftest import Platform
from tests.lookups.test_asking import ask

KEY = "dmdc-madantoc"


def opened(key: str = KEY) -> list[int]:
    """What waits."""
    return list(SharedDifference.objects.filter(list_key=key, state="open").values_list("pk", flat=True))


def test_nothing_is_taken_over_before_it_is_approved(platform: Platform) -> None:
    admin = platform.office.actor("quantri")
    fetch_list(actor=admin, key=KEY)
    assert (len(opened()), SharedRow.objects.count()) == (6, 0)

    assert approve(actor=admin, key=KEY, difference_ids=opened()) == 6

    assert ("01", "Kinh") in choices_of(KEY)
    kept = platform.running.application.shared.lists["madantoc"]
    kept["01"], kept["99"] = "Kinh (Việt)", "Người nước ngoài"
    del kept["14"]
    fetch_list(actor=admin, key=KEY)
    found = {(each.code, each.kind, each.our_name, each.name) for each in SharedDifference.objects.filter(state="open")}
    assert found == {("01", "changed", "Kinh", "Kinh (Việt)"), ("99", "new", "", "Người nước ngoài"), ("14", "gone", "Chăm", "")}
    approve(actor=admin, key=KEY, difference_ids=opened())
    assert dict(choices_of(KEY))["01"] == "Kinh (Việt)"
    assert SharedRow.objects.filter(list_key=KEY).exclude(ended_on=None).count() == 2, "the former rows end, none is deleted"
    assert SharedList.objects.get().properties[0] == ["Code", "Mã", "string"]


def test_what_was_passed_over_does_not_come_back_until_it_differs_otherwise(platform: Platform) -> None:
    admin = platform.office.actor("quantri")
    fetch_list(actor=admin, key=KEY)
    with pytest.raises(InvalidInput):
        ignore(actor=admin, key=KEY, difference_ids=opened(), reason=" ")
    with pytest.raises(InvalidInput):
        approve(actor=admin, key=KEY, difference_ids=[])
    chosen = opened()[:1]
    ignore(actor=admin, key=KEY, difference_ids=chosen, reason="Không dùng ở tỉnh")
    with pytest.raises(DifferenceSettled):
        approve(actor=admin, key=KEY, difference_ids=chosen)
    fetch_list(actor=admin, key=KEY)
    assert len(opened()) == 5
    platform.running.application.shared.lists["madantoc"]["01"] = "Kinh (Việt)"
    fetch_list(actor=admin, key=KEY)
    assert len(opened()) == 6


@pytest.mark.parametrize("key", ["hotich-3", "lltp-1", "lltp-3"])
def test_the_lists_of_the_two_services_are_fetched_the_same_way(platform: Platform, key: str) -> None:
    fetch_list(actor=platform.office.actor("quantri"), key=key)
    assert opened(key)


def test_every_list_of_the_platform_may_be_fetched(platform: Platform) -> None:
    admin = platform.office.actor("quantri")
    for key in ALL:
        fetch_list(actor=admin, key=key)
    assert len(list_lines(viewer=admin)) == len(ALL) == 41


def test_a_row_is_added_at_the_platform_once(platform: Platform) -> None:
    admin = platform.office.actor("quantri")
    add_row(actor=admin, key=KEY, given=RowIn("77", "Khác"))
    with pytest.raises(PlatformRefused, match="đã có trên nền tảng"):
        add_row(actor=admin, key=KEY, given=RowIn("77", "Khác"))
    fetch_list(actor=admin, key=KEY)
    assert SharedDifference.objects.filter(code="77", kind="new").exists()
    with pytest.raises(NotAllowed):
        add_row(actor=platform.office.clerk, key=KEY, given=RowIn("78", "Khác"))


def test_a_silent_or_changed_platform_changes_nothing_and_is_named(platform: Platform) -> None:
    admin = platform.office.actor("quantri")
    fetch_list(actor=admin, key=KEY)
    approve(actor=admin, key=KEY, difference_ids=opened())
    for told in ({"down": True}, {"wrong": "garbage"}, {"wrong": "empty"}, {"rename": {"Code": "Ma"}}):
        platform.behave(**told, only=["dmdc"])
        with pytest.raises(ServiceSilent):
            fetch_list(actor=admin, key=KEY)
        assert (opened(), len(choices_of(KEY))) == ([], 6)
    assert "Code" in SharedList.objects.get().trouble


def test_the_administrator_decides_on_the_screen(platform: Platform, client: Client) -> None:
    client.force_login(Account.objects.get(username="quantri"))
    assert client.post(f"/co-so-du-lieu/danh-muc/{KEY}/tai/").status_code == 302
    page = client.get(f"/co-so-du-lieu/danh-muc/{KEY}/").content.decode()
    assert "Khmer" in page
    refused = client.post(f"/co-so-du-lieu/danh-muc/{KEY}/duyet/", {"difference": opened()[:2], "do": "ignore", "reason": ""})
    assert refused.status_code == 422
    assert "lý do" in refused.content.decode()
    client.post(f"/co-so-du-lieu/danh-muc/{KEY}/duyet/", {"difference": opened(), "do": "approve"})
    assert SharedRow.objects.count() == 6
    assert client.get("/co-so-du-lieu/danh-muc/khong-co/").status_code == 404
    platform.behave(down=True)
    assert client.post(f"/co-so-du-lieu/danh-muc/{KEY}/tai/").status_code == 502


def test_a_household_and_the_filings_of_days_are_looked_up(platform: Platform) -> None:
    assert ask(platform, Service.HOUSEHOLD, "H001236").data is not None  # type: ignore[attr-defined]
    assert ask(platform, Service.HOUSEHOLD, "H0").data is None  # type: ignore[attr-defined]
    dossier_form = {"service": "filings", "purpose": "Đối chiếu", "since": "20/11/2026", "until": "24/11/2026"}
    form = LookupForm(dossier_form)
    assert form.is_valid(), form.errors
    assert not LookupForm(dossier_form | {"until": "25/11/2026"}).is_valid(), "five days at most"
    assert not LookupForm(dossier_form | {"since": ""}).is_valid()
    assert isinstance(form.query(), Query)


@pytest.mark.parametrize(("since", "until", "path"), [("20/11/2026", "", "danhSachHoSoTrongNgay"), ("18/11/2026", "21/11/2026", "danhSachHoSo")])
def test_filings_are_asked_for_a_day_or_for_days(platform: Platform, since: str, until: str, path: str) -> None:
    from congso.domains.dossiers.tests.makers import make_dossier
    from congso.domains.lookups.services.asking import look_up_for_dossier

    form = LookupForm({"service": "filings", "purpose": "Đối chiếu", "since": since, "until": until})
    assert form.is_valid()
    found = look_up_for_dossier(actor=platform.office.clerk, dossier_id=make_dossier(platform.office).pk, service="filings", query=form.query())
    assert found.data is not None
    assert found.data.facts[0][0] == "00001/26"
    assert platform.asked[-1].endswith(f"/{path}")
