"""The axis is set up from a table: what would change is shown first, then all of it or nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.core.errors import InvalidInput, NotAllowed
from congso.domains.axis.models import Member, System
from congso.domains.axis.services.loading import load_table, plan_table
from congso.domains.dossiers.tests.makers import make_office
from congso.foundation.people.models import Account
from tests.axis.conftest import COMMUNE, NOBODY, RUNS, WARD, Axis, member

pytestmark = pytest.mark.django_db
HEAD = "system_id;system_name;code;name;parent_code;email"
TABLE = f"""{HEAD}
tinh;Tỉnh;{WARD};Đơn vị {WARD};H20;
tinh;Tỉnh;{COMMUNE};UBND xã Tháp Mười;H20;xa@example.vn
so-y-te;Sở Y tế;000.00.12.H20;Sở Y tế;000.00.00.H20;
so-y-te;Sở Y tế;H20.12.01;Văn phòng Sở Y tế;H20.12;
;;H20.90;Đơn vị chưa có hệ thống;H20;
"""


def test_the_dry_run_shows_every_change_and_writes_nothing(axis: Axis) -> None:
    before = (System.objects.count(), Member.objects.count())

    plan = plan_table(viewer=RUNS, content=TABLE)

    assert (plan.same, plan.has_faults, (System.objects.count(), Member.objects.count())) == (1, False, before)
    assert [(each.line, each.what, each.code) for each in plan.changes] == [
        (3, "sửa đơn vị", COMMUNE), (4, "thêm hệ thống", "so-y-te"), (4, "thêm đơn vị", "H20.12"), (5, "thêm đơn vị", "H20.12.01"), (6, "thêm đơn vị", "H20.90")]  # fmt: skip
    assert (plan.changes[0].before, plan.changes[0].after) == (f"Đơn vị {COMMUNE}, tinh", "UBND xã Tháp Mười, xa@example.vn, tinh")


def test_loading_does_just_that_and_once_more_changes_nothing(axis: Axis) -> None:
    made = load_table(actor=RUNS, content=TABLE.replace(";", ","))

    assert [(system.system_id, bool(secret)) for system, secret in made] == [("so-y-te", True)]
    assert (member("H20.12").system.system_id, member("H20.12").parent_code) == ("so-y-te", "H20")  # type: ignore[union-attr]
    assert member(COMMUNE).name == "UBND xã Tháp Mười"
    assert member("H20.90").system is None
    again = plan_table(viewer=RUNS, content=TABLE)
    assert (again.changes, again.same) == ([], 5)
    assert load_table(actor=RUNS, content=TABLE) == []


@pytest.mark.parametrize(("line", "words"), [
    ("tinh;Tỉnh;h20;Tên;;", "không đúng dạng"), ("tinh;Tỉnh;H20.77;;;", "thiếu tên"), ("tinh;Tỉnh;H20.77;Tên;;khong-phai", "không đúng"),
    (f"tinh;Tỉnh;{WARD};A;;\ntinh;Tỉnh;{WARD};B;;", "đã có ở dòng trên"),
])  # fmt: skip
def test_a_wrong_line_is_named_and_nothing_is_loaded(axis: Axis, line: str, words: str) -> None:
    content = f"{HEAD}\ntinh;Tỉnh;H20.88;Đơn vị mới;;\n{line}\n"
    plan = plan_table(viewer=RUNS, content=content)
    assert any(words in each.fault for each in plan.changes)
    with pytest.raises(InvalidInput):
        load_table(actor=RUNS, content=content)
    assert not Member.objects.filter(code="H20.88").exists()


@pytest.mark.parametrize("content", ["", HEAD, "a,b\n1,2\n"])
def test_what_is_no_such_table_is_refused(axis: Axis, content: str) -> None:
    with pytest.raises(InvalidInput):
        plan_table(viewer=RUNS, content=content)
    with pytest.raises(NotAllowed):
        plan_table(viewer=NOBODY, content=TABLE)


def test_the_keeper_looks_and_loads_on_the_screen(axis: Axis, client: Client) -> None:
    make_office()
    client.force_login(Account.objects.get(username="quantri"))
    seen = client.post("/truc/don-vi/nap-bang/", {"do": "plan", "file": SimpleUploadedFile("a.csv", TABLE.encode("utf-8-sig"))}).content.decode()
    assert "Sở Y tế" in seen
    assert not System.objects.filter(system_id="so-y-te").exists()
    wrong = client.post("/truc/don-vi/nap-bang/", {"do": "plan", "table": "a,b\n1,2"})
    assert (wrong.status_code, "thiếu cột" in wrong.content.decode(), "a,b" in wrong.content.decode()) == (422, True, True)
    assert client.post("/truc/don-vi/nap-bang/", {"do": "plan", "file": SimpleUploadedFile("a.csv", b"\xff\xfe\x00")}).status_code == 422
    done = client.post("/truc/don-vi/nap-bang/", {"do": "load", "table": TABLE}).content.decode()
    assert "so-y-te" in done
    assert "chỉ hiện một lần" in done
