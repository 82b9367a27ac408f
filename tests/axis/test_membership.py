"""Systems ask for their own agencies, in both forms; who runs the axis decides on who comes in."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import Conflict, InvalidInput, NotAllowed
from congso.core.outside import Rejected
from congso.domains.axis.models import Member, Registration, System
from congso.domains.axis.services.asking_in import approve_registration, refuse_registration
from congso.domains.axis.services.registering import change_system
from congso.domains.dossiers.tests.makers import make_office
from congso.foundation.axes.http import NationalClient, ProvincialClient
from congso.foundation.people.models import Account
from tests.axis.conftest import (
    COMMUNE,
    MINISTRY,
    NOBODY,
    RUNS,
    WARD,
    Axis,
    both,
    done,
    member,
    refused,
    waiting,
)
from tests.axis.inside import Form, client

pytestmark = pytest.mark.django_db
both_forms = pytest.mark.parametrize("form", [ProvincialClient, NationalClient], ids=["lgsp", "vxp"])


@both_forms
def test_an_agency_of_the_system_waits_for_who_runs_the_axis_and_then_takes_part(axis: Axis, form: Form) -> None:
    ours = client(form)

    assert ours.register_agency(code="H20.31.01", name="Văn phòng phường", parent_code=WARD, email="vp@example.vn") == "open"
    assert ours.register_agency(code="H20.31.01", name="Văn phòng phường") == "open", "the same again waits once"

    assert not Member.objects.filter(code="H20.31.01").exists()
    row = Registration.objects.get()
    assert [each.state for each in ours.own_units(after=WARD, most=1)] == ["open"]
    approve_registration(actor=RUNS, registration_id=row.pk)
    assert (member("H20.31.01").system_id, member("H20.31.01").email) == (axis.province.pk, "vp@example.vn")
    assert ours.register_agency(code="H20.31.01", name="Văn phòng phường") == "approved"
    assert [(each.code, each.state) for each in ours.own_units()] == [(WARD, "approved"), ("H20.31.01", "approved"), (COMMUNE, "approved")]
    with pytest.raises(Conflict):
        approve_registration(actor=RUNS, registration_id=row.pk)


@both_forms
def test_a_code_of_the_form_before_2020_asks_for_the_new_one_and_stays_as_written(axis: Axis, form: Form) -> None:
    change_system(actor=RUNS, system_pk=axis.province.pk, name="Tỉnh", daily_quota=100, allow_sha1=False, must_sign=True, own_codes=["H20"])

    client(form).register_agency(code="000.00.07.H20", name="Sở Mẫu")

    row = Registration.objects.get()
    assert (row.code, row.written_code) == ("H20.07", "000.00.07.H20")


@both_forms
@pytest.mark.parametrize(("code", "name", "said"), [("G09.01", "Của bộ", "19"), (MINISTRY, "Của bộ", "19"), ("H20.40", "Xã khác", "19"), ("sai", "Tên", "10"), ("H20.31.02", " ", "10")])
def test_nobody_asks_for_an_agency_that_is_not_theirs(axis: Axis, form: Form, code: str, name: str, said: str) -> None:
    with pytest.raises(Rejected) as error:
        client(form).register_agency(code=code, name=name)

    assert error.value.code == said
    assert not Registration.objects.exists()
    assert refused("axis.ask_to_register") == 1


@both_forms
def test_a_refusal_is_read_with_its_reason_and_may_be_asked_again(axis: Axis, form: Form) -> None:
    ours = client(form)
    ours.register_agency(code="H20.31.01", name="Văn phòng phường")
    with pytest.raises(InvalidInput):
        refuse_registration(actor=RUNS, registration_id=Registration.objects.get().pk, reason=" ")
    with pytest.raises(NotAllowed):
        refuse_registration(actor=NOBODY, registration_id=Registration.objects.get().pk, reason="x")
    refuse_registration(actor=RUNS, registration_id=Registration.objects.get().pk, reason="Chưa có quyết định thành lập")

    found = {each.code: each for each in ours.own_units()}["H20.31.01"]
    assert (found.state, found.reason) == ("refused", "Chưa có quyết định thành lập")
    assert ours.register_agency(code="H20.31.01", name="Văn phòng phường") == "open"


@both_forms
def test_an_agency_ends_for_its_successor_or_is_locked_and_nothing_is_deleted(axis: Axis, form: Form) -> None:
    axis.take(COMMUNE)
    ours = client(form)

    assert ours.delete_agency(code=COMMUNE, successor=WARD) == "ended"
    assert ours.delete_agency(code=COMMUNE, successor=WARD) == "ended", "the same again"
    assert waiting(axis.province) == [(WARD, "edoc")]
    assert ours.delete_agency(code=WARD, reason="Tạm ngừng để sắp xếp") == "locked"

    assert member(COMMUNE).valid_to == clock.today()
    assert member(WARD).locked_reason == "Tạm ngừng để sắp xếp"
    for code, successor, said in ((MINISTRY, "", "19"), ("H99", "", "19")):
        with pytest.raises(Rejected) as error:
            ours.delete_agency(code=code, successor=successor)
        assert error.value.code == said
    with pytest.raises(Rejected):
        client(form, "bo-mau").delete_agency(code=MINISTRY, successor="H99.01")
    with pytest.raises(Rejected):
        client(form, "bo-mau").delete_agency(code=MINISTRY, successor=MINISTRY)
    assert member(MINISTRY).valid_to is None


@pytest.mark.django_db(transaction=True)
def test_two_that_ask_at_once_ask_once(axis: Axis) -> None:
    both(lambda: client(ProvincialClient).register_agency(code="H20.31.01", name="Văn phòng"))

    assert Registration.objects.count() == 1
    assert done("axis.ask_to_register") == 2


def test_the_keeper_approves_on_the_screen(axis: Axis, client: Client) -> None:
    make_office()
    client.force_login(Account.objects.get(username="quantri"))
    for code in ("H20.31.01", "H20.31.02"):
        Registration.objects.create(system=System.objects.get(pk=axis.province.pk), code=code, written_code=code, name="Đơn vị", asked_at=clock.now())
    first, second = Registration.objects.order_by("pk")
    assert "H20.31.02" in client.get("/truc/de-nghi/").content.decode()
    assert client.post(f"/truc/de-nghi/{first.pk}/duyet/").status_code == 302
    assert client.post(f"/truc/de-nghi/{first.pk}/duyet/").status_code == 409
    assert client.post(f"/truc/de-nghi/{second.pk}/tu-choi/", {"reason": ""}).status_code == 422
    client.post(f"/truc/de-nghi/{second.pk}/tu-choi/", {"reason": "Trùng"})
    assert list(Registration.objects.order_by("pk").values_list("state", flat=True)) == ["approved", "refused"]
