"""Publishing at agencies: done, refused, not allowed, dated."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from congso.core.actors import Actor
from congso.core.errors import Conflict, InvalidInput, NotAllowed
from congso.domains.procedures import facade
from congso.domains.procedures.errors import (
    AgencyLimitTooLong,
    AlreadyPublished,
    ProcessNotUsable,
    PublicationClosed,
    StepsExceedLimit,
    VersionNotInForce,
)
from congso.domains.procedures.facade import FeeItem, Limit
from congso.domains.procedures.models import Publication
from congso.domains.procedures.services.publishing import (
    publish_procedure,
    revise_publication,
    withdraw_publication,
)
from congso.domains.procedures.tests.makers import (
    SYSTEM,
    make_agency,
    make_centre,
    make_procedure,
    make_process_version,
    make_publication,
    make_terms,
)
from congso.foundation.audit.models import AuditEntry
from congso.foundation.calendar.limits import TimeUnit

pytestmark = pytest.mark.django_db


def _days(amount: str, unit: TimeUnit = TimeUnit.WORKING_DAYS) -> Limit:
    return Limit(Decimal(amount), unit)


def test_intake_gets_all_it_needs_of_a_publication() -> None:
    version = make_procedure(
        name="Thủ tục đăng ký khai sinh", code="1.001193", papers=["Tờ khai", "Giấy chứng sinh"]
    )
    agency, process = make_agency(), make_process_version(120, 240)
    terms = make_terms(
        process_version=process, legal_limit=_days("1"), cutoff=time(15), fees=[FeeItem("Lệ phí", 2, 8000)]
    )

    row = make_publication(version=version, agency=agency, terms=terms)

    offered = facade.service(row.pk)
    assert (offered.code, offered.name, offered.agency_id) == (
        "1.001193",
        "Thủ tục đăng ký khai sinh",
        agency.pk,
    )
    assert [paper.name for paper in offered.papers_by_case[""]] == ["Tờ khai", "Giấy chứng sinh"]
    assert (offered.limit_amount, offered.limit_unit, offered.cutoff) == (
        Decimal(1),
        TimeUnit.WORKING_DAYS,
        time(15),
    )
    assert [(fee.name, fee.amount, fee.collected) for fee in offered.fees] == [("Lệ phí", 8000, 1)]
    assert offered.process_version_id == process.pk
    details = AuditEntry.objects.get(action="procedures.publish_procedure").details
    assert (details["procedure"], details["agency"], details["steps_minutes"]) == ("1.001193", agency.pk, 360)


def test_a_process_longer_than_the_law_is_refused_with_both_figures_and_nothing_is_stored() -> None:
    version, agency = make_procedure(), make_agency()
    terms = make_terms(steps=[480, 480, 240], legal_limit=_days("2"))

    with pytest.raises(StepsExceedLimit) as refused:
        make_publication(version=version, agency=agency, terms=terms)

    assert "20 giờ làm việc (2,5 ngày làm việc)" in str(refused.value)
    assert "2 ngày làm việc (16 giờ làm việc)" in str(refused.value)
    assert not Publication.objects.exists()
    assert AuditEntry.objects.get().outcome == "refused"


@pytest.mark.parametrize(
    ("limit", "minutes"),
    [
        (_days("2"), 960),
        (_days("4", TimeUnit.HOURS), 240),
        (_days("1.5"), 720),
        (_days("7", TimeUnit.DAYS), 2400),
        (_days("0", TimeUnit.DAYS), 480),
    ],
)
def test_steps_may_take_exactly_the_limit_but_not_a_minute_more(limit: Limit, minutes: int) -> None:
    assert make_publication(terms=make_terms(steps=[minutes], legal_limit=limit)).pk

    with pytest.raises(StepsExceedLimit):
        make_publication(terms=make_terms(steps=[minutes, 1], legal_limit=limit))


def test_the_agency_may_promise_less_than_the_law_but_not_more() -> None:
    shorter = make_terms(legal_limit=_days("5"), agency_limit=_days("3"))
    assert facade.service(make_publication(terms=shorter).pk).limit_amount == 3

    with pytest.raises(AgencyLimitTooLong, match="6 ngày làm việc"):
        make_publication(terms=make_terms(legal_limit=_days("5"), agency_limit=_days("6")))
    with pytest.raises(StepsExceedLimit):
        make_publication(terms=make_terms(steps=[1500], legal_limit=_days("5"), agency_limit=_days("3")))


def test_one_process_serves_many_agencies_and_nobody_publishes_twice() -> None:
    version, terms = make_procedure(), make_terms()
    agencies = [make_agency("UBND xã Tân Hồng"), make_agency("UBND xã Mỹ An")]

    rows = publish_procedure(
        actor=SYSTEM, version_id=version.pk, agency_ids=[unit.pk for unit in agencies], terms=terms
    )

    assert {row.process_version_id for row in rows} == {terms.process_version_id}
    with pytest.raises(AlreadyPublished, match="UBND xã Mỹ An"):
        publish_procedure(actor=SYSTEM, version_id=version.pk, agency_ids=[agencies[1].pk], terms=terms)
    assert Publication.objects.count() == 2


def test_a_draft_process_a_centre_and_a_version_of_another_time_are_refused() -> None:
    version, agency = make_procedure(valid_from=date(2026, 1, 1)), make_agency()
    draft = make_terms(process_version=make_process_version(60, published=False))

    with pytest.raises(ProcessNotUsable):
        make_publication(version=version, agency=agency, terms=draft, valid_from=date(2026, 2, 1))
    with pytest.raises(VersionNotInForce, match="01/12/2025"):
        make_publication(version=version, agency=agency, valid_from=date(2025, 12, 1))
    with pytest.raises(InvalidInput, match="không phải là cơ quan"):
        make_publication(version=version, agency=make_centre(agency), valid_from=date(2026, 2, 1))
    assert not Publication.objects.exists()


def test_revising_opens_a_new_row_and_keeps_what_old_dossiers_were_promised() -> None:
    old = make_publication(terms=make_terms(legal_limit=_days("5")))

    new = revise_publication(
        actor=SYSTEM,
        publication_id=old.pk,
        terms=make_terms(legal_limit=_days("3")),
        valid_from=date(2026, 3, 1),
    )

    before, after = facade.service(old.pk), facade.service(new.pk)
    assert (before.limit_amount, before.valid_to) == (Decimal(5), date(2026, 3, 1))
    assert (after.limit_amount, after.valid_from, after.valid_to) == (Decimal(3), date(2026, 3, 1), None)
    assert before.is_offered_on(date(2026, 2, 28))
    assert not before.is_offered_on(date(2026, 3, 1))
    with pytest.raises(PublicationClosed, match="01/03/2026"):
        revise_publication(actor=SYSTEM, publication_id=old.pk, terms=make_terms())


def test_a_revision_that_breaks_the_law_leaves_the_old_row_in_force() -> None:
    old = make_publication()

    with pytest.raises(StepsExceedLimit):
        revise_publication(actor=SYSTEM, publication_id=old.pk, terms=make_terms(steps=[9999]))

    old.refresh_from_db()
    assert old.valid_to is None
    assert Publication.objects.count() == 1


def test_a_withdrawn_procedure_is_no_longer_offered_and_the_reason_is_kept() -> None:
    row = make_publication()
    with pytest.raises(InvalidInput):
        withdraw_publication(actor=SYSTEM, publication_id=row.pk, reason="  ")

    withdraw_publication(
        actor=SYSTEM, publication_id=row.pk, reason="Bãi bỏ theo QĐ 12/QĐ-UBND", on=date(2026, 5, 4)
    )

    offered = facade.offered_at(viewer=SYSTEM, unit_id=row.agency_id, on=date(2026, 5, 4))
    assert not offered.exists()
    assert facade.offered_at(viewer=SYSTEM, unit_id=row.agency_id, on=date(2026, 5, 3)).get() == row
    with pytest.raises(Conflict):
        withdraw_publication(actor=SYSTEM, publication_id=row.pk, reason="lần nữa")


def test_publishing_is_for_ones_own_agency_only() -> None:
    version, own, other = make_procedure(), make_agency("Sở Tư pháp"), make_agency("Sở Y tế")
    leader = Actor(account_id=7, name="Lê Văn Lãnh", grants={"procedures.publish": frozenset({own.pk})})
    clerk = Actor(account_id=8, name="Trần Thị Một")

    make_publication(version=version, agency=own, actor=leader)

    with pytest.raises(NotAllowed):
        make_publication(version=version, agency=other, actor=leader)
    with pytest.raises(NotAllowed):
        withdraw_publication(actor=clerk, publication_id=Publication.objects.get().pk, reason="x")
    assert Publication.objects.get().valid_to is None


def test_any_centre_receives_any_procedure_its_own_agency_first() -> None:
    far, near = make_agency("UBND xã Xa"), make_agency("UBND xã Gần")
    version, terms = make_procedure(), make_terms()
    publish_procedure(actor=SYSTEM, version_id=version.pk, agency_ids=[far.pk, near.pk], terms=terms)

    rows = facade.offered_at(viewer=SYSTEM, unit_id=make_centre(near).pk)

    assert [row.agency_id for row in rows] == [near.pk, far.pk]
