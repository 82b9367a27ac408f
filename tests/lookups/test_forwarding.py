"""Dossiers sent on to systems of ministries: checked by an official, once, followed until the result is there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import receive_dossier
from congso.domains.dossiers.tests.makers import make_dossier, make_intake
from congso.domains.lookups.enums import ForwardState, Outcome, Service
from congso.domains.lookups.errors import AlreadyForwarded, DossierEnded, NoForwardRule, PurposeMissing
from congso.domains.lookups.models import Forwarded, Lookup, ServiceState
from congso.domains.lookups.services.following import follow_all, follow_now
from congso.domains.lookups.services.forwarding import CHANNEL, RuleIn, end_rule, forward_dossier, set_rule
from congso.foundation.audit.models import AuditEntry
from congso.foundation.outbox.models import Sending
from congso.foundation.outbox.services import carry
from congso.foundation.people.models import Account
from tests.lookups.conftest import Platform

FACTS = {"hoTen": "Trần Thị Ngọc Ẩn", "soDinhDanh": "087190001234"}


def bind(platform: Platform, dossier: Dossier, target: str = "civil", module: str = "KS") -> int:
    """Let dossiers of this procedure go there from today on."""
    given = RuleIn(dossier.procedure_code, target, module if target == "civil" else "", clock.today(), "Quy chế 12")
    return set_rule(actor=platform.office.actor("quantri"), given=given).pk


def sent(platform: Platform, body: dict[str, str] | None = None, target: str = "civil") -> Forwarded:
    """A dossier sent on and carried."""
    dossier = make_dossier(platform.office)
    bind(platform, dossier, target)
    found = forward_dossier(actor=platform.office.clerk, dossier_id=dossier.pk, body=body or FACTS, purpose="Đăng ký khai sinh")
    carry(CHANNEL)
    found.refresh_from_db()
    return found


def later(minutes: int = 31) -> object:
    """Some time on."""
    return clock.at(clock.now() + timedelta(minutes=minutes))


def test_a_dossier_goes_to_civil_status_and_its_place_in_the_register_comes_back(platform: Platform) -> None:
    found = sent(platform)
    assert (found.state, found.reference) == (ForwardState.TAKEN, found.dossier_code)
    kept = platform.running.application.ministries.civil[found.dossier_code]
    assert (kept.name, kept.module) == ("Trần Thị Ngọc Ẩn", "KS")

    follow_all(actor=platform.office.actor("quantri"))
    found.refresh_from_db()
    assert (found.status_code, found.status_words) == ("1", "đã tiếp nhận, chờ xử lý")
    platform.running.application.ministries.move(found.dossier_code, "4")
    with later():
        follow_all(actor=platform.office.actor("quantri"))

    found.refresh_from_db()
    assert (found.state, found.status_words) == (ForwardState.DONE, "hoàn thành")
    assert ["Sổ đăng ký", "số 15, quyển 01/2026, trang 15"] in found.result
    rows = Lookup.objects.filter(service=Service.TO_CIVIL)
    assert {(row.dossier_id, row.purpose, row.account_name, row.outcome) for row in rows} == {
        (found.dossier_id, "Đăng ký khai sinh", "Nguyễn Thị Thanh Mai", Outcome.FOUND)
    }
    assert rows.count() == 4, "handed over, asked twice, its result fetched"
    assert b"Ng\xe1\xbb\x8dc" not in bytes(found.body), "what was sent lies sealed"


def test_who_changed_is_asked_first_and_the_others_only_once_a_day(platform: Platform) -> None:
    found = sent(platform)
    follow_all(actor=platform.office.actor("quantri"))
    with later():
        assert follow_all(actor=platform.office.actor("quantri")) == 0, "it has not changed"
    with later(25 * 60):
        assert follow_all(actor=platform.office.actor("quantri")) == 1
    assert platform.asked.count("/apiHoTichTuPhap/dsHoSoDangKy") == 3
    assert found.dossier_code in platform.running.application.ministries.civil


def test_a_dossier_goes_to_the_judicial_record_and_the_certificate_is_acknowledged(platform: Platform) -> None:
    body = {"fullName": "Trần Thị Ngọc Ẩn", "genderId": "0", "birthDateStr": "02/03/1990", "identifyNo": "087190001234", "requestQty": "1"}
    found = sent(platform, body, "judicial")
    assert (found.state, found.reference) == (ForwardState.TAKEN, "TN0001")
    platform.running.application.ministries.move(found.dossier_code, "5")

    follow_now(actor=platform.office.clerk, forwarded_id=found.pk)

    found.refresh_from_db()
    assert (found.state, found.status_words) == (ForwardState.DONE, "đã có phiếu")
    assert ["Số phiếu", "1204/STP-LLTP"] in found.result
    assert platform.running.application.ministries.judicial[found.dossier_code].is_marked


@pytest.mark.parametrize(("code", "words"), [("100", "không được xác thực"), ("101", "chưa được cho phép"), ("106", "mã đơn vị"), ("108", "mã tỉnh"),
                                             ("200", "chưa đủ thông tin"), ("302", "sai kiểu dữ liệu"), ("500", "dữ liệu không đúng")])  # fmt: skip
def test_a_refusal_stands_on_the_dossier_as_a_sentence_and_it_may_go_again(platform: Platform, code: str, words: str) -> None:
    platform.running.application.ministries.refuse = code
    found = sent(platform)
    assert found.state == ForwardState.REFUSED
    assert words in found.trouble

    again = forward_dossier(actor=platform.office.clerk, dossier_id=found.dossier_id, body=FACTS, purpose="Gửi lại")
    carry(CHANNEL)

    again.refresh_from_db()
    found.refresh_from_db()
    assert (again.state, found.state) == (ForwardState.TAKEN, ForwardState.REPLACED)


def test_a_silent_platform_is_tried_again_by_the_outbox(platform: Platform) -> None:
    platform.behave(down=True, only=["apiHoTichTuPhap"])
    found = sent(platform)
    assert found.state == ForwardState.WAITING
    assert (Sending.objects.get(channel=CHANNEL).state, ServiceState.objects.get(pk=Service.TO_CIVIL).failures) == ("waiting", 1)
    platform.behave()

    with clock.at(clock.now() + timedelta(minutes=2)):
        carry(CHANNEL)

    found.refresh_from_db()
    assert (found.state, found.trouble) == (ForwardState.TAKEN, "")


def test_what_the_service_sends_back_for_more_may_be_sent_again(platform: Platform) -> None:
    found = sent(platform)
    platform.running.application.ministries.move(found.dossier_code, "2")
    follow_now(actor=platform.office.clerk, forwarded_id=found.pk)
    found.refresh_from_db()
    assert (found.state, found.status_words) == (ForwardState.INCOMPLETE, "cần bổ sung")

    forward_dossier(actor=platform.office.clerk, dossier_id=found.dossier_id, body=FACTS | {"hoTenMe": "Lê Thị Sáu"}, purpose="Bổ sung")

    assert list(Forwarded.objects.order_by("pk").values_list("state", flat=True)) == ["replaced", "waiting"]


def test_a_changed_form_of_answer_is_named_and_nothing_is_taken_for_a_state(platform: Platform) -> None:
    found = sent(platform)
    platform.behave(rename={"status": "trangThai"}, only=["apiHoTichTuPhap"])

    told = follow_now(actor=platform.office.clerk, forwarded_id=found.pk)

    found.refresh_from_db()
    assert (found.state, found.status_code) == (ForwardState.TAKEN, "")
    assert "status" in told.trouble
    assert "status" in ServiceState.objects.get(pk=Service.TO_CIVIL).trouble


def test_a_dossier_goes_once_by_who_may_for_a_bound_procedure_and_a_purpose(platform: Platform) -> None:
    office, dossier = platform.office, make_dossier(platform.office)

    def go(actor: object = office.clerk, purpose: str = "Đăng ký") -> None:
        forward_dossier(actor=actor, dossier_id=dossier.pk, body=FACTS, purpose=purpose)  # type: ignore[arg-type]

    with pytest.raises(NoForwardRule):
        go()
    rule = bind(platform, dossier)
    for actor, refusal in ((office.leader, NotAllowed), (office.actor("motcuaxa"), NotVisible)):
        with pytest.raises(refusal):
            go(actor)
    with pytest.raises(PurposeMissing):
        go(purpose=" ")
    Dossier.objects.filter(pk=dossier.pk).update(finished_at=clock.now())
    with pytest.raises(DossierEnded):
        go()
    Dossier.objects.filter(pk=dossier.pk).update(finished_at=None)
    assert not Forwarded.objects.exists()
    assert not Sending.objects.filter(channel=CHANNEL).exists()
    go()
    with pytest.raises(AlreadyForwarded):
        go()
    end_rule(actor=office.actor("quantri"), rule_id=rule)
    assert AuditEntry.objects.filter(action="lookups.forward", outcome="refused").count() == 6
    other = receive_dossier(actor=office.clerk, intake=make_intake(office))
    with pytest.raises(NoForwardRule):
        forward_dossier(actor=office.clerk, dossier_id=other.pk, body=FACTS, purpose="x")


def test_rules_are_the_administrators_and_civil_status_needs_a_module(platform: Platform) -> None:
    today = clock.today()
    with pytest.raises(NotAllowed):
        set_rule(actor=platform.office.clerk, given=RuleIn("1.001193", "civil", "KS", today, "x"))
    for target, module, day in (("civil", "", today), ("judicial", "KS", today), ("civil", "KS", today - timedelta(days=1))):
        with pytest.raises(InvalidInput):
            set_rule(actor=platform.office.actor("quantri"), given=RuleIn("1.001193", target, module, day, "x"))


def test_the_official_checks_the_facts_on_the_screen_and_bad_lines_are_refused_in_words(platform: Platform, client: Client) -> None:
    dossier = make_dossier(platform.office)
    bind(platform, dossier)
    client.force_login(Account.objects.get(username="motcua"))
    page = client.get(f"/co-so-du-lieu/ho-so/{dossier.pk}/chuyen/").content.decode()
    assert "hoTen = Trần Thị Ngọc Ẩn" in page

    for typed, words in (("họ tên = A", "Dòng 1"), ("hoTen = A\nhoTen = B", "Dòng 2"), ("hoTen", "Dòng 1")):
        answer = client.post(f"/co-so-du-lieu/ho-so/{dossier.pk}/chuyen/", {"facts": typed, "purpose": "Đăng ký"})
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert typed.splitlines()[0] in answer.content.decode()
    assert not Forwarded.objects.exists()
    client.post(f"/co-so-du-lieu/ho-so/{dossier.pk}/chuyen/", {"facts": "hoTen = Trần <Ẩn> & Con", "purpose": "Đăng ký"})
    carry(CHANNEL)

    assert platform.running.application.ministries.civil[dossier.code].name == "Trần <Ẩn> & Con"
    page = client.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "Chuyển sang hệ thống bộ, ngành" in page
    assert "bên nhận đã nhận" in page


def test_the_declaration_is_said_by_the_names_of_the_service(platform: Platform, client: Client) -> None:
    dossier = make_dossier(platform.office)
    bind(platform, dossier, "judicial")
    client.force_login(Account.objects.get(username="motcua"))
    typed = {"full_name": "Trần Thị Ngọc Ẩn", "gender_id": "0", "birth_date_str": "02/03/1990", "nationality_id": "VN", "ethnic_id": "01",
             "residence": "12 Nguyễn Huệ", "re_region_id": "82", "id_type_id": "3", "identify_no": "087190001234", "declare_type_id": "3846",
             "form_type": "1", "request_qty": "2", "request_purpose": "Xin việc", "delivery": "0", "purpose": "Cấp phiếu"}  # fmt: skip
    assert client.post(f"/co-so-du-lieu/ho-so/{dossier.pk}/chuyen/", typed | {"declare_type_id": "3845"}).status_code == 422
    assert client.post(f"/co-so-du-lieu/ho-so/{dossier.pk}/chuyen/", typed).status_code == 302
    carry(CHANNEL)

    assert Forwarded.objects.get().state == ForwardState.TAKEN
