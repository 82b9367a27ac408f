"""Codes of the portal go back to it; a fetch can be stopped; an answer to a consultation is told at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.domains.dossiers.services import answer_consultation, consult
from congso.domains.dossiers.tests.makers import bring_to, make_dossier
from congso.domains.national.errors import NoPullRunning
from congso.domains.national.models import CatalogueDifference, CataloguePull, PortalCode
from congso.domains.national.queries.codes import codes_of_procedure
from congso.domains.national.reading import fee_key, paper_key
from congso.domains.national.services.catalogue import begin_pull, run_pull, stop_pull
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.outbox.models import Sending
from congso.foundation.people.models import Account
from tests.axis.conftest import both
from tests.national.conftest import Line
from tests.national.test_catalogue import portal_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(line: Line) -> dict[str, dict[str, Any]]:
    """What the portal's catalogue holds, to be filled by the test."""
    rows: dict[str, dict[str, Any]] = {}
    line.portal.catalogue = lambda: rows
    return rows


def with_codes(code: str, papers: list[tuple[str, str]], fees: list[tuple[str, str]], field: str = "LV.01") -> dict[str, Any]:
    """A procedure as the portal tells it, with its codes."""
    money = [{"MAPHILEPHI": number, "SOTIEN": amount, "DONVI": "đồng", "MOTA": ""} for amount, number in fees]
    way = {"KENH": "1", "THOIGIAN": [{"THOIGIANGIAIQUYET": "5", "DONVITINH": "Ngày làm việc", "MOTA": "", "PHILEPHI": money}]}
    listed = [{"TENGIAYTO": name, "MAGIAYTO": number} for name, number in papers]
    return portal_row(code, "Đăng ký lại khai sinh", LINHVUCTHUCHIEN=[{"MALINHVUC": field, "TENLINHVUC": "Hộ tịch"}], CACHTHUCTHUCHIEN=[way],
                      THANHPHANHOSO=[{"TRUONGHOP": "", "GIAYTO": listed}])  # fmt: skip


def test_the_codes_of_field_papers_and_fees_go_back_with_each_dossier(line: Line, told: dict[str, Any]) -> None:
    dossier = make_dossier(line.office)
    papers = [("Tờ khai theo mẫu.", "KT.01"), ("Giấy tờ cư trú", "KT.02")]
    told[dossier.procedure_code] = with_codes(dossier.procedure_code, papers, [("8.000", "LP.7"), ("5000", "LP.8")])
    run_pull(pull_id=begin_pull(actor=line.admin).pk)

    line.carry()

    sent = line.portal.dossiers[dossier.code]
    assert sent["MaLinhVuc"] == "LV.01"
    assert [each["MaPhiLePhi"] for each in sent["DanhSachLePhi"]] == ["LP.7"]
    known = codes_of_procedure(dossier.procedure_code)
    assert [known.paper(name) for name in ("Tờ khai theo mẫu", "GIẤY TỜ  CƯ TRÚ;", "Khác")] == ["KT.01", "KT.02", ""]


def test_what_could_be_several_is_left_empty(line: Line, told: dict[str, Any]) -> None:
    told["1.900001"] = with_codes("1.900001", [("Tờ khai", "KT.01"), ("tờ khai", "KT.02"), ("Không mã", "")], [("8000", "A"), ("8000", "B")], field=" ")
    told["1.900002"] = with_codes("1.900002", [], [("miễn phí", "C")])
    run_pull(pull_id=begin_pull(actor=line.admin).pk)
    known = codes_of_procedure("1.900001")
    assert (known.field, known.paper("Tờ khai"), known.paper("Không mã"), known.fee(8000)) == ("", "", "", "")
    assert codes_of_procedure("1.900002").fee(15000) == "C"  # the only one there is
    assert codes_of_procedure("1.900003").field == ""


def test_codes_are_replaced_by_the_next_fetch(line: Line, told: dict[str, Any]) -> None:
    for number in ("KT.01", "KT.09"):
        told["1.900001"] = with_codes("1.900001", [("Tờ khai", number)], [])
        run_pull(pull_id=begin_pull(actor=line.admin).pk)
        assert codes_of_procedure("1.900001").paper("Tờ khai") == number
    assert PortalCode.objects.count() == 2


@pytest.mark.parametrize(("typed", "key"), [("8.000 đồng", "8000"), ("8,000", "8000"), ("0", ""), ("", ""), ("5% giá trị", ""), ("miễn phí", ""), ("007", "7"),
                                            ("50000 VNĐ", "50000"), ("²", "")])  # fmt: skip
def test_a_fee_is_known_by_its_amount(typed: str, key: str) -> None:
    assert fee_key(typed) == key


def test_a_paper_is_known_by_its_words() -> None:
    assert paper_key(" Tờ khai,  đăng ký; ") == paper_key("TỜ KHAI, ĐĂNG KÝ.") == "to khai, dang ky"


def test_a_fetch_that_is_stopped_asks_no_more_and_keeps_what_it_found(line: Line, told: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(90):
        told[f"1.9000{number:02}"] = portal_row(f"1.9000{number:02}", f"Thủ tục {number}")
    asked = _stop_after(line, 41, monkeypatch)
    done = run_pull(pull_id=begin_pull(actor=line.admin).pk)
    pull = CataloguePull.objects.get()
    assert (done.state, pull.state, pull.done, pull.total) == ("stopped", "stopped", 40, 90)
    assert pull.ended_at is not None
    assert len(asked) == 80  # the part that was running when somebody pressed is the last
    assert CatalogueDifference.objects.count() == 40
    assert not CatalogueDifference.objects.filter(kind="gone").exists()
    assert run_pull(pull_id=pull.pk).state == "stopped"
    told.clear()
    told["1.900001"] = portal_row("1.900001", "Khác")
    monkeypatch.undo()
    assert run_pull(pull_id=begin_pull(actor=line.admin).pk).state == "done"


def _stop_after(line: Line, count: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Press «Dừng tải» while the portal is asked for the so-many-th procedure."""
    from congso.domains.national.services import catalogue

    asked: list[str] = []
    ask = catalogue.ask_portal

    def counting(name: str, data: list[dict[str, str]]) -> Any:
        if name == "LayThuTuc":
            asked.append(data[0]["maTTHC"])
            if len(asked) == count:
                stop_pull(actor=line.admin)
        return ask(name, data)

    monkeypatch.setattr(catalogue, "ask_portal", counting)
    return asked


def test_there_must_be_something_to_stop_and_a_right_to(line: Line, told: dict[str, Any]) -> None:
    with pytest.raises(NoPullRunning):
        stop_pull(actor=line.admin)
    begin_pull(actor=line.admin)
    with pytest.raises(NotAllowed):
        stop_pull(actor=line.office.clerk)
    assert CataloguePull.objects.get().state == "waiting"
    assert AuditEntry.objects.filter(action="national.stop_pull", outcome=Outcome.REFUSED).count() == 2
    admin = Client()
    admin.force_login(Account.objects.get(username="quantri"))
    assert "Dừng tải" in admin.get("/quan-tri/cong-quoc-gia/danh-muc/").content.decode()
    shown = admin.post("/quan-tri/cong-quoc-gia/danh-muc/dung/", follow=True).content.decode()
    assert "Đã dừng tải" in shown
    assert "Dừng tải<" not in shown
    assert admin.post("/quan-tri/cong-quoc-gia/danh-muc/dung/").status_code == 409


@pytest.mark.django_db(transaction=True)
def test_two_who_stop_at_once(line: Line) -> None:
    begin_pull(actor=line.admin)
    assert both(lambda: stop_pull(actor=line.admin)) == ["done", "national_no_pull"]


def test_an_answer_to_a_consultation_is_told_at_once(line: Line) -> None:
    dossier = make_dossier(line.office)
    bring_to(line.office, dossier, "work")
    child = consult(actor=line.office.officer, dossier_id=dossier.pk, seen_seq=None, unit_id=line.office.units["so-cm"], question="Có tranh chấp không?",
                    due_at=clock.now() + timedelta(days=3))  # fmt: skip
    line.carry()
    before = len(line.portal.steps[dossier.code])

    answer_consultation(actor=line.office.actor("sotruong"), case_id=child.pk, seen_seq=None, opinion="Không tranh chấp.")

    assert list(Sending.objects.filter(channel="national", state="waiting").order_by("pk").values_list("payload__kind", flat=True)) == ["dossier", "step"]
    line.carry()
    steps = line.portal.steps[dossier.code]
    assert len(steps) == before + 1
    assert steps[-1]["NoiDungXuLy"].endswith("Không tranh chấp.")
