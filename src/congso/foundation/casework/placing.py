"""In which unit, and in whose hands, a step of a case is done."""

from __future__ import annotations

from congso.foundation.casework.definitions import StepDefinition, definition
from congso.foundation.casework.errors import HolderNotFit, NobodyThere
from congso.foundation.casework.models import Case, Place
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import successors, tree
from congso.foundation.people.queries import holders


def unit_now(unit_id: int) -> int:
    """The unit, or the one that stands in its place today after reorganisations."""
    return unit_id if unit_id in tree().nodes else successors(unit_id)[0]


def unit_of_step(case: Case, step: StepDefinition) -> int:
    """The unit in which the case's step is done today."""
    units, agency = tree(), unit_now(case.agency_id)
    if step.place == Place.RECEIVING:
        return unit_now(case.receiving_unit_id)
    if step.place == Place.ASKED:
        return unit_now(case.holder_unit_id)
    if step.place == Place.DIVISION and case.division_id is not None:
        return unit_now(case.division_id)
    function = UnitFunction.OFFICE if step.place == Place.OFFICE else UnitFunction.LEADERSHIP
    found = units.with_function(agency, function)
    return found.id if found else agency


def people_of_step(case: Case) -> tuple[tuple[int, str], ...]:
    """(account, name) of those who could do the case's present step today, where it is; nobody for one that has ended."""
    if case.step_id is None:
        return ()
    role = definition(case.version_id).step(case.step_id).role
    return holders(role=role, unit_id=case.holder_unit_id)


def is_stranded(case: Case) -> bool:
    """Whether an open case lies in the hands of somebody who left the post: they can do nothing, and nobody else is asked."""
    return case.holder_id is not None and case.step_id is not None and case.holder_id not in {account for account, _name in people_of_step(case)}


def require_somebody(step: StepDefinition, unit_id: int, holder_id: int | None) -> None:
    """Refuse to send a case where nobody could work on it, or to a person without the role."""
    present = [account for account, _name in holders(role=step.role, unit_id=unit_id)]
    if not present:
        raise NobodyThere(unit=tree().name(unit_id), step=step.name)
    if holder_id is not None and holder_id not in present:
        raise HolderNotFit(field="holder", step=step.name, unit=tree().name(unit_id))
