"""The screen of what waits to leave."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.core.actors import system_actor
from congso.domains.dossiers.tests.makers import make_office
from congso.foundation.audit.writing import write_action
from congso.foundation.outbox import channels as known
from congso.foundation.outbox.channels import Channel, Outcome, Refused, Taken, register_channel
from congso.foundation.outbox.models import Sending
from congso.foundation.outbox.services import Out, carry, put
from congso.foundation.people.models import Account

pytestmark = pytest.mark.django_db


def test_the_screens_show_and_move_what_waits(client: Client) -> None:
    make_office()
    says: list[Outcome] = [Refused("18", "không có đơn vị nhận")]
    with known.isolated():
        register_channel(Channel("thu", "Kênh thử", lambda _sending: says[-1]))
        with write_action("tests.write", actor=system_actor("tests")) as action:
            put(action, [Out("thu", "ho-so-1", "ho-so-1", title="Việc ho-so-1")])
            action.record(("tests", "x"))
        carry("thu")
        row = Sending.objects.get()
        client.force_login(Account.objects.get(username="quantri"))
        page = client.get("/quan-tri/ban-tin/", {"kenh": "thu", "tinh-trang": "dead", "q": "ho-so"})
        assert "Việc ho-so-1" in page.content.decode()
        assert "không có đơn vị nhận" in page.content.decode()
        assert client.post(f"/quan-tri/ban-tin/{row.pk}/bo/", {"reason": ""}).status_code == 422
        assert client.post("/quan-tri/ban-tin/gui-lai/", {"channel": "thu"}).status_code == 302
        assert Sending.objects.get().state == "waiting"
        says.append(Taken("ref-1"))
        carry("thu")
        page = client.get("/quan-tri/ban-tin/", {"kenh": "thu"})
        assert "ref-1" in page.content.decode()
        assert "Đã gửi trong 30 ngày qua" in page.content.decode()
        assert client.post(f"/quan-tri/ban-tin/{row.pk}/gui-lai/").status_code == 409
