"""The share as index 766 counts it, sending again, and comparing one dossier."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from congso.core import clock
from congso.core.errors import Conflict, NotAllowed, NotVisible
from congso.domains.dossiers.tests.makers import Office, make_dossier
from congso.domains.national.errors import NotConnected, PortalSilent
from congso.domains.national.models import PortalConnection
from congso.domains.national.queries.comparing import compare
from congso.domains.national.queries.reporting import Wanted, by_day, dossiers, queue, shares
from congso.domains.national.services.agencies import look_up_dossier
from congso.domains.national.services.connecting import ConnectionIn, close_connection, connect
from congso.domains.national.services.resending import send_again, send_day_again
from congso.entry.simulators.national.serving import ACCOUNT, DESTINATION, PASSWORD, running
from congso.foundation.audit.models import AuditEntry
from congso.foundation.outbox.models import Sending, SendingState
from tests.national.conftest import Line


def _today() -> Wanted:
    return Wanted(clock.today(), clock.today())


def test_the_share_counts_what_the_portal_has_of_what_was_received(line: Line) -> None:
    make_dossier(line.office)
    make_dossier(line.office)
    line.carry()
    line.behave(down=True)
    late = make_dossier(line.office)
    line.carry()

    total, rows = shares(viewer=line.admin, first=clock.today(), last=clock.today())

    assert (total.received, total.synced, total.missing) == (3, 2, 1)
    assert total.percent == Decimal("66.67")
    assert [(row.agency, row.received, row.synced) for row in rows] == [("Ủy ban nhân dân phường Cao Lãnh", 3, 2)]
    missing, _older = dossiers(viewer=line.admin, wanted=Wanted(clock.today(), clock.today(), which="missing"))
    assert [row.pk for row in missing] == [late.pk]
    synced, _older = dossiers(viewer=line.admin, wanted=Wanted(clock.today(), clock.today(), rows[0].agency_id, "synced"))
    assert len(synced) == 2


def test_a_period_without_dossiers_has_no_share(line: Line) -> None:
    day = clock.today() - timedelta(days=400)

    total, rows = shares(viewer=line.admin, first=day, last=day)

    assert (total.received, total.percent, rows) == (0, None, [])


def test_thirty_days_are_shown_with_what_was_told(line: Line) -> None:
    make_dossier(line.office)
    line.carry()

    days = by_day(viewer=line.admin)

    assert len(days) == 30
    assert (days[0].share.received, days[0].share.synced, days[0].sent) == (1, 1, 2)
    assert all(day.share.received == 0 for day in days[1:])


def test_the_overview_costs_the_same_for_any_number_of_dossiers(line: Line) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            shares(viewer=line.admin, first=clock.today(), last=clock.today())
            by_day(viewer=line.admin)
            queue(viewer=line.admin)
            dossiers(viewer=line.admin, wanted=_today())
        return len(found)

    make_dossier(line.office)
    cost()
    one = cost()
    for _each in range(4):
        make_dossier(line.office)
    line.carry()

    assert cost() == one


def test_one_dossier_is_told_again_and_what_was_given_up_on_goes_first(line: Line) -> None:
    dossier = make_dossier(line.office)
    line.behave(wrong="error")
    line.carry()
    Sending.objects.update(state=SendingState.DEAD)
    line.behave()

    send_again(actor=line.admin, dossier_id=dossier.pk)
    with clock.at(clock.now() + timedelta(seconds=1)):
        line.carry()

    assert line.portal.counts["DongBoHoSoMC"] == 1, "what waits already is not written a second time"
    assert dossier.code in line.portal.dossiers
    assert Sending.objects.exclude(state=SendingState.SENT).count() == 0


def test_a_dossier_told_before_is_told_again_when_asked(line: Line) -> None:
    dossier = make_dossier(line.office)
    line.carry()

    send_again(actor=line.admin, dossier_id=dossier.pk)
    line.carry()

    assert line.portal.counts["DongBoHoSoMC"] == 2
    assert AuditEntry.objects.filter(action="national.send_again", outcome="done").count() == 1


def test_dossiers_received_before_the_connection_are_told_by_their_day(office: Office) -> None:
    admin = office.actor("quantri")
    make_dossier(office)
    make_dossier(office)
    with running() as found:
        connect(actor=admin, given=ConnectionIn(found.address, ACCOUNT, DESTINATION, "H20", PASSWORD))
        count = send_day_again(actor=admin, day=clock.today())
        Line(office, PortalConnection.objects.get(), found).carry()
        assert (count, len(found.portal.dossiers)) == (2, 2)


def test_sending_a_day_twice_at_once_writes_each_dossier_no_more_than_it_waits(line: Line) -> None:
    make_dossier(line.office)
    line.carry()

    send_day_again(actor=line.admin, day=clock.today())
    send_day_again(actor=line.admin, day=clock.today())

    assert Sending.objects.filter(state=SendingState.WAITING).count() == 1


def test_who_does_not_run_the_connection_may_do_nothing(line: Line) -> None:
    dossier = make_dossier(line.office)
    before = Sending.objects.count()

    for call in (
        lambda: send_again(actor=line.office.clerk, dossier_id=dossier.pk),
        lambda: send_day_again(actor=line.office.clerk, day=clock.today()),
        lambda: close_connection(actor=line.office.leader),
        lambda: connect(actor=line.office.leader, given=ConnectionIn("http://x.vn", "a", "b", "c", "d")),
        lambda: look_up_dossier(actor=line.office.clerk, dossier_id=dossier.pk),
        lambda: shares(viewer=line.office.clerk, first=clock.today(), last=clock.today()),
    ):
        with pytest.raises(NotAllowed):
            call()

    assert Sending.objects.count() == before
    assert AuditEntry.objects.filter(action__startswith="national.", outcome="refused").count() == 4


def test_an_unknown_dossier_and_a_missing_connection_are_refused(line: Line) -> None:
    with pytest.raises(NotVisible):
        send_again(actor=line.admin, dossier_id=uuid4())
    close_connection(actor=line.admin)
    with pytest.raises(NotConnected):
        send_day_again(actor=line.admin, day=clock.today())
    with pytest.raises(NotConnected):
        close_connection(actor=line.admin)


def test_changing_the_connection_keeps_the_password_that_is_not_given(line: Line) -> None:
    make_dossier(line.office)
    kept = bytes(line.connection.password)

    changed = connect(actor=line.admin, given=ConnectionIn(line.running.address, "tinh-dong-thap", line.connection.destination, "H20.01"))

    assert bytes(PortalConnection.objects.get().password) == kept
    assert changed.unit_code == "H20.01"
    assert line.carry() == 2


def test_comparing_shows_what_is_otherwise_and_logs_that_it_was_asked(line: Line) -> None:
    dossier = make_dossier(line.office)
    line.carry()
    line.portal.dossiers[dossier.code]["TrangThaiHoSo"] = "4"

    _dossier, held = look_up_dossier(actor=line.admin, dossier_id=dossier.pk)
    assert held is not None
    lines = compare(dossier.pk, held)

    assert [(each.label, each.ours, each.theirs) for each in lines if each.differs] == [
        ("Trạng thái", "2 – Được tiếp nhận", "4 – Đang xử lý")
    ]
    assert next(each for each in lines if each.label == "Chủ hồ sơ").ours != "Trần Thị Ngọc Ẩn", "names are masked"
    assert AuditEntry.objects.filter(action="national.look_up", outcome="done").count() == 1


def test_a_portal_that_does_not_know_the_dossier_or_is_silent_says_so(line: Line) -> None:
    dossier = make_dossier(line.office)
    line.behave(down=True)

    with pytest.raises(PortalSilent):
        look_up_dossier(actor=line.admin, dossier_id=dossier.pk)


@pytest.mark.django_db(transaction=True)
def test_two_connections_at_once_are_one(office: Office) -> None:
    ready, refused = Barrier(2), []

    def run() -> None:
        ready.wait()
        try:
            connect(actor=office.actor("quantri"), given=ConnectionIn("http://127.0.0.1:9/x", "a", "b", "c", "d"))
        except Conflict as error:
            refused.append(error)
        connections.close_all()

    threads = [Thread(target=run) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert PortalConnection.objects.filter(closed_at=None).count() == 1
