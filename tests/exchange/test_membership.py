"""Our agencies at the axis, asked for and ended from our screen."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.core.errors import NotAllowed
from congso.core.outside import Rejected, Silent
from congso.domains.axis.errors import AxisRefused
from congso.domains.axis.queries_membership import units_of
from congso.domains.axis.services.asking_in import AgencyIn, ask_to_end, ask_to_register
from congso.domains.exchange.errors import AxisSilent
from congso.domains.exchange.services.membership import end_at_axis, own_agencies, register_at_axis
from congso.foundation.audit.models import AuditEntry
from congso.foundation.axes.facade import Unit
from congso.foundation.people.models import Account
from tests.exchange.conftest import WARD, Line


class Ours:
    """What the axis answers for our agencies, by its own services."""

    def __init__(self, line: Line) -> None:
        self.system, self.is_down = line.ward_system, False

    def own_units(self, *, after: str = "", most: int = 1000) -> list[Unit]:
        if self.is_down:
            raise Silent("ConnectionError")
        return [Unit(row["code"], row["name"], row["state"], row["reason"], row["successor"]) for row in units_of(self.system, after=after, most=2)]

    def register_agency(self, *, code: str, name: str, parent_code: str = "", email: str = "") -> str:
        try:
            found = ask_to_register(system=self.system, given=AgencyIn(code, name, parent_code, email))
        except AxisRefused as refused:
            raise Rejected(refused.axis_code, str(refused)) from refused
        return str(getattr(found, "state", "approved"))

    def delete_agency(self, *, code: str, successor: str = "", reason: str = "") -> str:
        return "ended" if ask_to_end(system=self.system, code=code, successor=successor, reason=reason).valid_to else "locked"


@pytest.fixture
def ours(line: Line, monkeypatch: pytest.MonkeyPatch) -> Ours:
    """The axis."""
    found = Ours(line)
    monkeypatch.setattr("congso.domains.exchange.services.sending._client", lambda *_given: found)
    return found


def test_every_agency_of_ours_stands_in_the_list_with_its_state(line: Line, ours: Ours) -> None:
    admin = line.office.actor("quantri")
    states = {each.code: each.state for each in own_agencies(viewer=admin, connection_id=line.connection.pk)}
    assert (states[WARD], states["H20.03"]) == ("approved", "")

    line.ward_system.own_codes = ["H20"]
    line.ward_system.save()
    assert register_at_axis(actor=admin, connection_id=line.connection.pk, unit_id=line.office.units["so"]) == "open"
    assert end_at_axis(actor=admin, connection_id=line.connection.pk, code="H20.32", successor=WARD, reason="Sắp xếp") == "ended"

    states = {each.code: each.state for each in own_agencies(viewer=admin, connection_id=line.connection.pk)}
    assert (states["H20.03"], states["H20.32"]) == ("open", "ended")
    assert AuditEntry.objects.filter(action="exchange.register_at_axis").get().details["code"] == "H20.03"


def test_a_silent_axis_and_a_refusal_are_said_and_only_the_administrator_asks(line: Line, ours: Ours, client: Client) -> None:
    with pytest.raises(NotAllowed):
        register_at_axis(actor=line.office.registry, connection_id=line.connection.pk, unit_id=line.office.units["so"])
    client.force_login(Account.objects.get(username="quantri"))
    address = f"/lien-thong/ket-noi/{line.connection.pk}/don-vi/"
    assert "Đề nghị tham gia" in client.get(address).content.decode()
    refused = client.post(f"{address}{line.office.units['so']}/tham-gia/")
    assert refused.status_code == 409
    assert "không thuộc các mã" in refused.content.decode()
    ours.is_down = True
    assert "Trục liên thông không trả lời" in client.get(address).content.decode()
    with pytest.raises(AxisSilent):
        own_agencies(viewer=line.office.actor("quantri"), connection_id=line.connection.pk)
