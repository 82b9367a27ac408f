"""Monthly figures that are kept say what counting says, also after a correction, and each opens its documents."""

from __future__ import annotations

from datetime import date
from threading import Event, Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congso.core import clock
from congso.core.actors import system_actor
from congso.domains.documents.models import ArrivalMonth, Document, Incoming, MonthTouched
from congso.domains.documents.registers import monthly
from congso.domains.documents.registers.statistics import Statistics, figure_documents, statistics
from congso.domains.documents.services.incoming_registering import send_back
from congso.domains.documents.services.incoming_routing import Routing, answered_by, give_more
from congso.domains.documents.services.keeping_months import keep_month, months_to_keep
from congso.domains.documents.tasks import keep_arrival_months
from congso.domains.dossiers.tests.makers import Office
from congso.foundation.audit.models import AuditEntry
from congso.foundation.audit.writing import write_action
from congso.foundation.calendar.services import add_day_off
from congso.foundation.orgs import epoch
from tests.incoming.makers import make_incoming
from tests.registers.test_statistics import arrive, at

pytestmark = pytest.mark.django_db(transaction=True)
MACHINE = system_actor("Thống kê văn bản")


def counted(office: Office) -> Statistics:
    """The figures as they are without anything kept."""
    rows, touched = list(ArrivalMonth.objects.all()), list(MonthTouched.objects.all())
    ArrivalMonth.objects.all().delete()
    found = statistics(office.registry, office.units["phuong"], 2026)
    ArrivalMonth.objects.bulk_create(rows)
    assert list(MonthTouched.objects.all()) == touched
    return found


def shown(office: Office) -> Statistics:
    return statistics(office.registry, office.units["phuong"], 2026)


def three_months(office: Office) -> list[Document]:
    found = [
        arrive(office, "1/STP", at(3, 6, 15), told=at(3, 7, 15), due=at(3, 10, 17), ended=at(3, 9, 9)),
        arrive(office, "2/STP", at(3, 31, 23), told=at(4, 1, 9), due=at(4, 2, 8), ended=at(4, 3, 9)),
        arrive(office, "3/STP", at(4, 2, 8), told=at(4, 4, 8), due=at(4, 3, 8)),
        arrive(office, "4/STP", at(5, 4, 8), told=at(5, 4, 9), due=at(5, 8, 8), ended=at(5, 8, 8)),
    ]  # fmt: skip
    MonthTouched.objects.all().delete()  # the documents were moved to their days behind the services' backs
    return found


def keep_all(office: Office) -> None:
    for month in (3, 4, 5):
        keep_month(actor=MACHINE, agency_id=office.units["phuong"], month=date(2026, month, 1))


def test_kept_figures_equal_counted_ones_and_are_not_counted_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    three_months(office)
    truth = counted(office)
    assert truth.total.arrived == 4
    keep_all(office)
    assert shown(office) == truth == counted(office)
    asked: list[list[date]] = []
    count = monthly.count

    def listening(agency_id: int, months: list[date]) -> monthly.Tallies:
        asked.append(list(months))
        return count(agency_id, months)

    monkeypatch.setattr(monthly, "count", listening)
    assert shown(office) == truth
    assert not {date(2026, month, 1) for month in (3, 4, 5)} & set(asked[0])


def test_a_correction_in_a_kept_month_is_seen_at_once_and_its_figure_opens_it(office: Office) -> None:
    rows = three_months(office)
    keep_all(office)
    before = shown(office)
    outgoing = Document.objects.create(direction="out", state="issued", agency_id=office.units["phuong"], subject="x", created_at=clock.now())
    with write_action("tests.answer", actor=office.registry) as action:
        answered_by(action, rows[2].pk, outgoing.pk)
        action.record(rows[2])

    after = shown(office)
    assert after == counted(office)
    assert after.total.late == before.total.late + 1
    assert after.total.overdue == before.total.overdue - 1
    late = figure_documents(office.registry, office.units["phuong"], 2026, "tre-han", month=4)
    assert rows[2] in list(late)
    assert late.count() == sum(line.late for _name, _whole, months in after.units for line in months if line.month == 4)
    assert MonthTouched.objects.get().month == date(2026, 4, 1)
    keep_all(office)
    assert not MonthTouched.objects.exists()
    assert shown(office) == after


def test_giving_it_on_and_sending_it_back_leave_marks(office: Office) -> None:
    rows = three_months(office)
    keep_all(office)
    give_more(actor=office.leader, document_id=rows[2].pk, routing=Routing(text="", knowing=[office.units["phuong-kt"]]))
    assert MonthTouched.objects.filter(month=date(2026, 4, 1)).exists()
    came = make_incoming(office, number_text="9/X")
    this_month = clock.today().replace(day=1)
    assert MonthTouched.objects.filter(month=this_month).count() == 1
    send_back(actor=office.registry, document_id=came.pk, reason="Sai nơi nhận")
    assert MonthTouched.objects.filter(month=this_month).count() == 2


def test_another_calendar_makes_the_months_be_counted(office: Office) -> None:
    three_months(office)
    keep_all(office)
    before = shown(office)
    with epoch.known():
        add_day_off(actor=office.actor("quantri"), day=date(2026, 3, 9), name="Nghỉ bù", source="QĐ 1")
    assert shown(office) == counted(office)
    assert shown(office).total.hours != before.total.hours


def test_a_change_while_a_month_is_kept_is_not_lost(office: Office) -> None:
    three_months(office)
    agency, month = office.units["phuong"], date(2026, 4, 1)
    marked, kept = Event(), Event()

    def changes() -> None:
        with write_action("tests.change", actor=office.registry) as action:
            MonthTouched.objects.create(agency_id=agency, month=month)
            Incoming.objects.filter(document__number_text="3/STP").update(arrival_number=None)
            action.record(("tests", 1))
            marked.set()
            assert kept.wait(10)
        connection.close()

    other = Thread(target=changes)
    other.start()
    assert marked.wait(10)
    keep_month(actor=MACHINE, agency_id=agency, month=month)
    kept.set()
    other.join()
    assert MonthTouched.objects.filter(agency_id=agency, month=month).count() == 1
    assert shown(office) == counted(office)
    assert shown(office).total.arrived == 3


def test_every_night_what_is_new_or_changed_is_kept_and_nothing_else(office: Office) -> None:
    three_months(office)
    make_incoming(office, number_text="9/X")
    agency, this_month = office.units["phuong"], clock.today().replace(day=1)
    year = clock.today().year
    wanted = [(agency, date(2026, month, 1)) for month in (3, 4, 5)] if year in {2026, 2027} else []
    assert months_to_keep() == [*wanted, (agency, this_month)]
    keep_arrival_months(0)
    assert months_to_keep() == []
    assert AuditEntry.objects.filter(action="documents.keep_month").count() == len(wanted) + 1
    assert shown(office) == counted(office)


def test_a_year_costs_the_same_statements_however_many_months_are_kept(office: Office) -> None:
    three_months(office)
    numbers = []
    for _turn in range(2):
        shown(office)
        with epoch.known(), CaptureQueriesContext(connection) as caught:
            shown(office)
        numbers.append(len([query for query in caught if "documents_" in query["sql"]]))
        keep_all(office)
    assert numbers == [4, 4]
