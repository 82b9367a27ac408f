"""Load the whole demonstration in its order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.domains.dossiers.facade import unwatched
from congso.domains.portal.facade import load_standard_events
from congso.domains.procedures.facade import load_shipped_forms, publication_ids
from congso.flows.demonstration.assigning import load_tasks
from congso.flows.demonstration.axis_life import load_axis, load_programs
from congso.flows.demonstration.catalogue import load_catalogue, publish_demo
from congso.flows.demonstration.collecting import load_accounts
from congso.flows.demonstration.correspondence import load_correspondence
from congso.flows.demonstration.history import Simulator
from congso.flows.demonstration.officials import HOME, STAFFED, load_demo_officials
from congso.flows.demonstration.online import load_online
from congso.flows.demonstration.records import load_records
from congso.flows.demonstration.schedules import load_schedules
from congso.flows.demonstration.units import load_province, read
from congso.foundation.calendar.loading import load_calendar
from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import tree
from congso.foundation.people.roles import load_default_roles

SEED = 2026


def loader() -> Actor:
    """In whose name the demonstration is loaded."""
    return system_actor("Nạp dữ liệu dùng thử")


def load_office(on_procedures: Callable[[int], None] | None = None) -> None:
    """Units, calendar, roles, officials, catalogue, processes, publications, electronic forms."""
    actor = loader()
    ids = load_province(actor=actor)
    load_calendar(actor=actor)
    load_default_roles(actor=actor)
    load_demo_officials(actor=actor, ids=ids, seed=SEED)
    load_catalogue(actor=actor, progress=on_procedures)
    publish_demo(actor=actor, ids=ids)
    load_accounts(actor=actor)
    load_standard_events(actor=actor)
    load_shipped_forms(actor=actor)


def _centres() -> dict[str, int]:
    """One-stop centres of the staffed communes and the province's, by the agency's name."""
    units, wards = tree(), {row["code"]: row["full_name"] for row in read("wards_2026.csv")}
    found = {}
    for node in units.nodes.values():
        if node.function == UnitFunction.ONE_STOP:
            agency = units.agency_of(node.id)
            name = wards.get(agency.area_code, "tinh")
            if name in STAFFED or name == "tinh":
                found[name] = node.id
    return found


def other_centres() -> list[tuple[str, int]]:
    """All staffed centres but the home one, by name."""
    return [(name, unit) for name, unit in sorted(_centres().items()) if name != HOME]


def load_dossiers(*, centre: str, how_many: int, on_progress: Callable[[], None] | None = None) -> None:
    """Play the past months at one centre; dossiers that are there already are left as they are."""
    unit_id = _centres()[centre]
    simulator = Simulator(seed=SEED + unit_id, until=clock.now() - timedelta(minutes=5), on_progress=on_progress)
    departments = [pub for pub, agency in publication_ids() if tree().get(agency).kind == "department"]
    own_agency = tree().agency_of(unit_id).id
    own = [pub for pub, agency_id in publication_ids() if agency_id == own_agency]
    offered = (own * 3 + departments) if own else departments
    simulator.plan_intakes(centre_id=unit_id, publications=offered, parts=departments, how_many=how_many)
    with unwatched(), epoch.known():
        simulator.run()


def load_citizens(*, on_progress: Callable[[], None] | None = None) -> None:
    """The invented citizens' online dossiers at the home centre, one in every state; what is there already stays."""
    centre_id = _centres()[HOME]
    agency = tree().agency_of(centre_id).id
    own = [publication for publication, agency_id in publication_ids() if agency_id == agency]
    with epoch.known():
        load_online(centre_id=centre_id, publications=own, until=clock.now() - timedelta(minutes=5), on_progress=on_progress)


def paperwork() -> list[Callable[[], object]]:
    """What fills the home agency's other desks, one after another: documents, tasks, work dossiers, the leaders' calendar, the axis,
    programs that ask.

    What is there already stays.
    """
    agency_id = tree().agency_of(_centres()[HOME]).id
    return [
        lambda: load_correspondence(agency_id=agency_id), lambda: load_tasks(agency_id=agency_id, seed=SEED),
        lambda: load_records(actor=loader()), load_schedules, lambda: load_axis(actor=loader(), agency_id=agency_id),
        lambda: load_programs(actor=loader(), agency_id=agency_id),
    ]  # fmt: skip


def load_paperwork(*, on_progress: Callable[[], None] | None = None) -> None:
    """All of it; ``on_progress`` is told after each desk."""
    for load in paperwork():
        with epoch.known():
            load()
        if on_progress is not None:
            on_progress()
