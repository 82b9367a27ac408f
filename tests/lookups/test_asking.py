"""A look-up: for a dossier and a purpose, logged, within three seconds, polite when nobody answers."""

from __future__ import annotations

import time
from datetime import date, timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connections

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.domains.dossiers.models import DossierPaper
from congso.domains.dossiers.tests.makers import make_dossier
from congso.domains.lookups.clients import Query
from congso.domains.lookups.enums import Outcome, Service
from congso.domains.lookups.errors import NothingFound, PurposeMissing
from congso.domains.lookups.forms import LookupForm
from congso.domains.lookups.models import Lookup, ServiceState
from congso.domains.lookups.queries.looking import log, lookups_of, service_lines
from congso.domains.lookups.services.asking import look_up_at_counter, look_up_for_dossier
from congso.domains.lookups.services.keeping import forget_answers, set_keeping
from congso.domains.lookups.services.verifying import verify_paper
from congso.foundation.audit.models import AuditEntry
from tests.lookups.conftest import AN, Platform


def ask(platform: Platform, service: Service, number: str, *, actor: Actor | None = None) -> object:
    """Ask for a dossier just received."""
    dossier = make_dossier(platform.office)
    return look_up_for_dossier(actor=actor or platform.office.clerk, dossier_id=dossier.pk, service=service, query=Query(number, purpose="Thẩm tra"))


def test_a_citizen_found_fills_the_form_and_the_log_says_who_asked_for_what(platform: Platform) -> None:
    dossier = make_dossier(platform.office)

    found = look_up_for_dossier(actor=platform.office.clerk, dossier_id=dossier.pk, service=Service.POPULATION, query=AN)

    assert found.data is not None
    assert found.data.fills["name"] == "Nguyễn Văn An"
    assert ("Ngày sinh", "14/02/1985") in found.data.facts
    entry = AuditEntry.objects.get(action="lookups.ask", outcome="done")
    assert entry.actor_name == "Nguyễn Thị Thanh Mai"
    assert entry.details["dossier"] == dossier.code
    assert entry.details["purpose"] == "Tiếp nhận hồ sơ tại quầy"
    assert entry.details["number"] == "*********236"
    assert "087085001236" not in str(entry.details)


def test_nothing_of_the_answer_stays_where_no_rule_allows_it(platform: Platform) -> None:
    dossier = make_dossier(platform.office)
    look_up_for_dossier(actor=platform.office.clerk, dossier_id=dossier.pk, service=Service.POPULATION, query=AN)

    row = Lookup.objects.get()

    assert (row.outcome, row.answer, row.kept_until) == (Outcome.FOUND, None, None)
    assert "An" not in str(AuditEntry.objects.filter(action__startswith="lookups.").values_list("details", flat=True))


@pytest.mark.parametrize(("service", "number", "label", "value"), [
    (Service.BUSINESS, "1400000158", "Tên doanh nghiệp", "Công ty TNHH Sen Hồng Đồng Tháp"),
    (Service.INSURANCE, "8785001236", "Họ và tên", "Nguyễn Văn An"),
    (Service.FILING, "00001/26", "Ngày hẹn", "25/11/2026"),
    (Service.JUDICIAL, "LLTP-2026-0001", "Trạng thái", "đang xử lý"),
    (Service.CIVIL, "HT-2026-0001", "Trạng thái", "hoàn thành"),
    (Service.CATEGORIES, "madantoc", "01", "Kinh"),
])  # fmt: skip
def test_each_database_is_asked_by_its_contract(platform: Platform, service: Service, number: str, label: str, value: str) -> None:
    found = ask(platform, service, number)

    assert found.data is not None  # type: ignore[attr-defined]
    assert (label, value) in found.data.facts  # type: ignore[attr-defined]
    assert ServiceState.objects.get(pk=service).drift == ""


@pytest.mark.parametrize(("service", "number"), [
    (Service.POPULATION, "087085009999"), (Service.BUSINESS, "0100109106"), (Service.INSURANCE, "0000000000"),
    (Service.FILING, "99999/26"), (Service.JUDICIAL, "LLTP-0"), (Service.CIVIL, "HT-0"), (Service.CATEGORIES, "machucdanh"),
])  # fmt: skip
def test_what_a_database_does_not_know_is_no_failure(platform: Platform, service: Service, number: str) -> None:
    found = ask(platform, service, number)

    assert found.lookup.outcome == Outcome.MISSING  # type: ignore[attr-defined]
    assert ServiceState.objects.get(pk=service).trouble == ""


def test_an_insurance_number_is_found_by_name_and_day_of_birth(platform: Platform) -> None:
    dossier = make_dossier(platform.office)
    given = {"service": "insured", "number": "bỏ qua", "name": " Nguyễn Văn An ", "born_on": "14/02/1985", "purpose": "Đối chiếu"}
    form = LookupForm(given)
    assert form.is_valid(), form.errors

    found = look_up_for_dossier(actor=platform.office.clerk, dossier_id=dossier.pk, service=Service.INSURED, query=form.query())
    nobody = look_up_for_dossier(actor=platform.office.clerk, dossier_id=dossier.pk, service=Service.INSURED,
                                 query=Query("", "Nguyễn Văn An", date(1985, 2, 15), purpose="Đối chiếu"))  # fmt: skip

    assert found.data is not None
    assert ("Mã số bảo hiểm xã hội", "8785001236") in found.data.facts
    assert (found.lookup.subject, found.lookup.query_key != nobody.lookup.query_key) == ("theo họ tên, ngày sinh", True)
    assert (nobody.data, nobody.lookup.outcome) == (None, Outcome.MISSING)
    assert "Nguyễn Văn An" not in str(AuditEntry.objects.filter(action="lookups.ask").values_list("details", flat=True))


@pytest.mark.parametrize(("service", "box"), [("insured", "name"), ("insured", "born_on"), ("population", "born_on"), ("filing", "number"), ("business", "number")])
def test_what_a_database_needs_must_be_there(service: str, box: str) -> None:
    given = {"service": service, "number": "087085001236", "name": "Nguyễn Văn An", "born_on": "14/02/1985", "purpose": "Đối chiếu"}
    form = LookupForm(given | {box: ""})
    assert not form.is_valid()
    assert box in form.errors


def test_a_name_that_is_not_the_numbers_finds_nobody(platform: Platform) -> None:
    dossier = make_dossier(platform.office)
    other = Query(AN.number, "Trần Văn Bình", AN.born_on, purpose=AN.purpose)

    found = look_up_for_dossier(actor=platform.office.clerk, dossier_id=dossier.pk, service=Service.POPULATION, query=other)

    assert (found.data, found.lookup.outcome) == (None, Outcome.MISSING)


def test_a_slow_service_costs_three_seconds_and_the_work_goes_on(platform: Platform) -> None:
    platform.behave(slow=8, only=["apiBHXH"])
    begun = time.monotonic()

    found = ask(platform, Service.INSURANCE, "8785001236")

    assert time.monotonic() - begun < 4.5
    assert found.lookup.outcome == Outcome.SILENT  # type: ignore[attr-defined]
    assert "nhập tay" in found.sentence  # type: ignore[attr-defined]


def test_after_three_failures_a_service_is_left_alone_for_a_minute_by_everybody(platform: Platform) -> None:
    platform.behave(down=True, only=["apiBHXH"])
    for _each in range(3):
        ask(platform, Service.INSURANCE, "8785001236")
    before = len(platform.asked)

    resting = ask(platform, Service.INSURANCE, "8785001236")
    other = ask(platform, Service.BUSINESS, "1400000158")
    platform.behave()
    with clock.at(clock.now() + timedelta(seconds=61)):
        again = ask(platform, Service.INSURANCE, "8785001236")

    assert resting.lookup.outcome == Outcome.RESTING  # type: ignore[attr-defined]
    assert before == len([path for path in platform.asked if "BHXH" in path]) - 1
    assert other.lookup.outcome == again.lookup.outcome == Outcome.FOUND  # type: ignore[attr-defined]


@pytest.mark.parametrize("wrong", ["garbage", "empty", "error"])
def test_a_wrong_answer_is_not_taken_for_data(platform: Platform, wrong: str) -> None:
    platform.behave(wrong=wrong, only=["apiBHXH", "apiCSDLDKDN", "apiHoTichTuPhap", "apiLyLichTuPhap", "apiCSDLDanCu", "dmdc"])

    for service, number in ((Service.INSURANCE, "8785001236"), (Service.BUSINESS, "1400000158"), (Service.CIVIL, "HT-2026-0001"),
                            (Service.JUDICIAL, "LLTP-2026-0001"), (Service.CATEGORIES, "madantoc")):  # fmt: skip
        found = ask(platform, service, number)
        assert found.data is None  # type: ignore[attr-defined]
        assert found.lookup.outcome == Outcome.SILENT, service  # type: ignore[attr-defined]


def test_a_changed_form_of_answer_is_named_on_the_screen_of_services(platform: Platform) -> None:
    platform.behave(rename={"diaChi": "dia_chi"}, only=["apiBHXH"])

    found = ask(platform, Service.INSURANCE, "8785001236")

    assert found.data is not None, "what can be read is used"  # type: ignore[attr-defined]
    line = next(each for each in service_lines(viewer=platform.office.actor("quantri")) if each.service == Service.INSURANCE)
    assert "dia_chi" in line.state.drift


def test_a_missing_field_that_matters_gives_no_data_and_is_named(platform: Platform) -> None:
    platform.behave(rename={"hoTen": "ho_ten"}, only=["apiCSDLDanCu"])
    dossier = make_dossier(platform.office)

    found = look_up_for_dossier(actor=platform.office.clerk, dossier_id=dossier.pk, service=Service.POPULATION, query=AN)

    assert (found.data, found.lookup.outcome) == (None, Outcome.SILENT)
    assert "hoTen" in ServiceState.objects.get(pk=Service.POPULATION).drift


def test_a_token_that_ended_is_renewed_once(platform: Platform) -> None:
    ask(platform, Service.BUSINESS, "1400000158")
    platform.running.application.tokens.clear()

    found = ask(platform, Service.BUSINESS, "1400000158")

    assert found.lookup.outcome == Outcome.FOUND  # type: ignore[attr-defined]


def test_without_a_purpose_nothing_is_asked_and_the_refusal_is_logged(platform: Platform) -> None:
    dossier = make_dossier(platform.office)

    with pytest.raises(PurposeMissing):
        look_up_for_dossier(actor=platform.office.clerk, dossier_id=dossier.pk, service=Service.INSURANCE, query=Query("8785001236", purpose=" "))

    assert Lookup.objects.count() == 0
    assert platform.asked == []
    assert AuditEntry.objects.get(action="lookups.ask").outcome == "refused"


def test_who_is_not_of_the_dossiers_units_may_not_ask(platform: Platform) -> None:
    dossier = make_dossier(platform.office)
    for username, refusal in (("motcuaxa", NotVisible), ("lanhdao", NotAllowed), ("vanthu", NotAllowed), ("quantri", NotVisible)):
        with pytest.raises(refusal):
            look_up_for_dossier(actor=platform.office.actor(username), dossier_id=dossier.pk, service=Service.BUSINESS,
                                query=Query("1400000158", purpose="Tò mò"))  # fmt: skip
    with pytest.raises(NotAllowed):
        look_up_at_counter(actor=platform.office.officer, intake_key=uuid4(), service=Service.BUSINESS, query=Query("1400000158", purpose="x"))

    assert platform.asked == []
    assert AuditEntry.objects.filter(action="lookups.ask", outcome="refused").count() == 5


def test_what_was_asked_at_the_counter_belongs_to_the_dossier_that_came_of_it(platform: Platform) -> None:
    key, lost = uuid4(), uuid4()
    look_up_at_counter(actor=platform.office.clerk, intake_key=key, service=Service.POPULATION, query=AN)
    look_up_at_counter(actor=platform.office.clerk, intake_key=lost, service=Service.POPULATION, query=AN)
    dossier = make_dossier(platform.office, key=key)

    rows, _older = log(viewer=platform.office.actor("quantri"))
    alone, _older = log(viewer=platform.office.actor("quantri"), without_dossier=True)

    assert len(lookups_of(dossier)) == 1
    assert [row.code for row in rows] == ["", dossier.code]
    assert [row.lookup.intake_key for row in alone] == [lost]
    with pytest.raises(NotAllowed):
        log(viewer=platform.office.clerk)


def test_a_rule_lets_an_answer_be_kept_for_its_hours_and_no_longer(platform: Platform) -> None:
    admin, dossier = platform.office.actor("quantri"), make_dossier(platform.office)
    set_keeping(actor=admin, service=Service.POPULATION, valid_from=clock.today(), hours=8, citation="Quy chế số 12/QC-UBND, Điều 4")

    def look() -> object:
        return look_up_for_dossier(actor=platform.office.clerk, dossier_id=dossier.pk, service=Service.POPULATION, query=AN)

    look()
    kept = look()
    asked = len(platform.asked)
    with clock.at(clock.now() + timedelta(hours=8, minutes=1)):
        assert forget_answers(actor=admin) == 1
        look()

    assert kept.lookup.outcome == Outcome.KEPT  # type: ignore[attr-defined]
    assert kept.data.fills["name"] == "Nguyễn Văn An"  # type: ignore[attr-defined]
    assert (asked, len(platform.asked)) == (1, 2)
    assert "Nguyễn Văn An".encode() not in bytes(Lookup.objects.exclude(answer=None).get().answer or b"")
    assert Lookup.objects.count() == 3, "that it was asked stays"


def test_a_kept_answer_is_not_for_another_dossier(platform: Platform) -> None:
    set_keeping(actor=platform.office.actor("quantri"), service=Service.POPULATION, valid_from=clock.today(), hours=8, citation="Quy chế")
    for _each in range(2):
        look_up_for_dossier(actor=platform.office.clerk, dossier_id=make_dossier(platform.office).pk, service=Service.POPULATION, query=AN)

    assert len(platform.asked) == 2


def test_rules_are_set_by_who_may_with_a_ground_and_not_for_days_gone(platform: Platform) -> None:
    admin, day = platform.office.actor("quantri"), clock.today()
    with pytest.raises(NotAllowed):
        set_keeping(actor=platform.office.clerk, service=Service.CIVIL, valid_from=day, hours=1, citation="x")
    for hours, citation, since in ((1, "", day), (721, "x", day), (1, "x", day - timedelta(days=1))):
        with pytest.raises(InvalidInput):
            set_keeping(actor=admin, service=Service.CIVIL, valid_from=since, hours=hours, citation=citation)

    assert AuditEntry.objects.filter(action="lookups.set_keeping", outcome="refused").count() == 4


def test_a_paper_that_agrees_says_so_with_the_dossier(platform: Platform) -> None:
    dossier = make_dossier(platform.office)
    found = look_up_for_dossier(actor=platform.office.clerk, dossier_id=dossier.pk, service=Service.POPULATION, query=AN)
    paper = DossierPaper.objects.filter(dossier=dossier).order_by("order")[0]

    verify_paper(actor=platform.office.clerk, dossier_id=dossier.pk, lookup_id=found.lookup.pk, paper_id=paper.pk)

    paper.refresh_from_db()
    assert (paper.checked_source, paper.checked_with) == ("CSDLDC", "Cơ sở dữ liệu quốc gia về dân cư")
    assert paper.checked_by_name == "Nguyễn Thị Thanh Mai"


def test_a_paper_is_not_verified_by_what_found_nothing_or_belongs_elsewhere(platform: Platform) -> None:
    clerk, dossier, other = platform.office.clerk, make_dossier(platform.office), make_dossier(platform.office)
    paper, foreign = (DossierPaper.objects.filter(dossier=each).order_by("order")[0] for each in (dossier, other))
    missing = look_up_for_dossier(actor=clerk, dossier_id=dossier.pk, service=Service.BUSINESS, query=Query("0100109106", purpose="x"))
    found = look_up_for_dossier(actor=clerk, dossier_id=dossier.pk, service=Service.POPULATION, query=AN)

    with pytest.raises(NothingFound):
        verify_paper(actor=clerk, dossier_id=dossier.pk, lookup_id=missing.lookup.pk, paper_id=paper.pk)
    with pytest.raises(NotVisible):
        verify_paper(actor=clerk, dossier_id=dossier.pk, lookup_id=found.lookup.pk, paper_id=foreign.pk)
    with pytest.raises(NotVisible):
        verify_paper(actor=clerk, dossier_id=other.pk, lookup_id=found.lookup.pk, paper_id=foreign.pk)
    with pytest.raises(NotAllowed):
        verify_paper(actor=platform.office.leader, dossier_id=dossier.pk, lookup_id=found.lookup.pk, paper_id=paper.pk)

    assert not DossierPaper.objects.exclude(checked_source="").exists()
    assert AuditEntry.objects.filter(action="lookups.verify_paper", outcome="refused").count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_that_ask_at_once_are_both_logged_and_the_state_is_whole(platform: Platform) -> None:
    dossiers = [make_dossier(platform.office) for _each in range(2)]

    def run(key: object) -> None:
        look_up_for_dossier(actor=platform.office.clerk, dossier_id=key, service=Service.POPULATION, query=AN)  # type: ignore[arg-type]
        connections.close_all()

    threads = [Thread(target=run, args=(dossier.pk,)) for dossier in dossiers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Lookup.objects.filter(outcome=Outcome.FOUND).count() == 2
    assert ServiceState.objects.get().failures == 0
