"""Receivers are picked from the axis's list on the screen of issuing; without JavaScript too, and nothing typed is lost."""

from __future__ import annotations

from django.test import Client

from congso.domains.documents.models import Delivery
from congso.domains.exchange.models import Correspondent
from congso.foundation.people.models import Account
from tests.exchange.conftest import MINISTRY, Line


def test_a_search_finds_who_is_reached_and_a_press_adds_a_line(line: Line, client: Client) -> None:
    document = line.sealed()
    Correspondent.objects.create(connection=line.connection, code="G12", name="Bộ Mẫu Hai", name_key="bo mau hai", locked_reason="Bảo trì", seen_at=line.connection.added_at)
    client.force_login(Account.objects.get(username="vanthu"))
    address = f"/van-ban/di/{document.pk}/phat-hanh/"
    typed = {"outside": "Công ty Cấp nước", "copies": "3", "units": [str(line.office.units["so"])], "seq": ""}

    found = client.post(address, typed | {"tim": "bộ mẫu", "do": "find"})
    page = found.content.decode()
    assert found.status_code == 200
    assert f'value="Bộ Mẫu | {MINISTRY}"' in page
    assert "Bộ Mẫu Hai" not in page, "locked: nothing can be sent to it"
    assert "Công ty Cấp nước" in page
    assert not Delivery.objects.exists(), "looking issues nothing"

    added = client.post(address, typed | {"tim": "bộ mẫu", "add": f"Bộ Mẫu | {MINISTRY}"}).content.decode()
    assert f"Công ty Cấp nước\nBộ Mẫu | {MINISTRY}" in added
    assert f'value="{line.office.units["so"]}" ' in added
    nobody = client.post(address, typed | {"tim": "không có ai", "do": "find"}).content.decode()
    assert "Danh bạ không có đơn vị nào" in nobody

    assert client.post(address, typed | {"outside": f"Công ty Cấp nước\nBộ Mẫu | {MINISTRY}", "seq": ""}).status_code in {302, 409}


def test_an_agency_is_found_by_its_code(line: Line, client: Client) -> None:
    document = line.sealed()
    client.force_login(Account.objects.get(username="vanthu"))
    page = client.post(f"/van-ban/di/{document.pk}/phat-hanh/", {"tim": "g09", "do": "find"}).content.decode()
    assert f"Bộ Mẫu | {MINISTRY}" in page
