"""The stand-ins are told how to behave, show what came in, and serve the shipped catalogue in the portal's form."""

from __future__ import annotations

import time

import pytest
import requests
from click.testing import CliRunner

from congso.domains.national.contract import drift_of
from congso.entry.cli import main
from congso.entry.simulators.lgsp import serving as platform
from congso.entry.simulators.national import catalogue
from congso.entry.simulators.national import serving as portal


def test_the_control_address_changes_the_behaviour_and_refuses_unknown_words() -> None:
    with platform.running() as found:
        control = f"{found.address}/__control"
        assert requests.post(control, json={"slow": 0.2, "times": 1}, timeout=5).json()["slow"] == 0.2
        begun = time.monotonic()
        requests.get(f"{found.address}/dmdc/Category/madantoc", timeout=5)
        assert time.monotonic() - begun >= 0.2
        assert requests.get(control, timeout=5).json()["slow"] == 0, "well-behaved again after so many times"
        assert requests.post(control, json={"broken": True}, timeout=5).status_code == 400
        assert requests.post(control, json={"down": True}, timeout=5).ok
        assert requests.get(f"{found.address}/dmdc/Category/madantoc", timeout=5).status_code == 503


def test_the_pages_show_what_came_in() -> None:
    with portal.running() as found, platform.running() as other:
        requests.post(found.address, json={"service": "DangNhap"}, headers={"dstcode": portal.DESTINATION}, timeout=5)
        page = requests.get(found.address.removesuffix("/dvcqg") + "/", timeout=5)
        people = requests.get(f"{other.address}/", timeout=5)

    assert "DangNhap" in page.text
    assert "Nguyễn Văn An" in people.text


def test_without_a_token_or_the_right_destination_nothing_is_served() -> None:
    with portal.running() as found, platform.running() as other:
        wrong = requests.post(found.address, json={"service": "DangNhap"}, headers={"dstcode": "x"}, timeout=5).json()
        locked = requests.get(f"{other.address}/apiCSDLDKDN/chiTietDoanhNghiep?msdn=1400000158", timeout=5)
        refused = requests.post(f"{other.address}/token", data={"grant_type": "client_credentials"}, timeout=5)

    assert wrong["error_code"] == 7
    assert (locked.status_code, refused.status_code) == (401, 401)


def test_every_shipped_procedure_is_told_by_the_contract() -> None:
    rows = list(catalogue.shipped().values())

    assert len(rows) == 2642
    assert drift_of("LayThuTuc", {"error_code": 0, "message": "", "session": "x", "result": rows}) == ()


@pytest.mark.parametrize("name", ["national-portal", "lgsp", "mock-idp", "mock-pay", "mock-sms", "demo-ca"])
def test_each_stand_in_has_its_command(name: str) -> None:
    found = CliRunner().invoke(main, ["simulate", name, "--help"])

    assert found.exit_code == 0, found.output
