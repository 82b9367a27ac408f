"""What a connected system asks for its own agencies: registerAgency, deleteAgency, getSynchronizeUnit."""

from __future__ import annotations

from typing import Any

from congso.domains.axis.calls import DONE, Call, Question
from congso.domains.axis.models import Member
from congso.domains.axis.queries_membership import units_of
from congso.domains.axis.services.asking_in import AgencyIn, ask_to_end, ask_to_register

TAKES_PART = "approved"


def register(question: Question) -> dict[str, Any]:
    """An agency of the system is to take part; ``state`` says whether that waits for who runs the axis."""
    given = AgencyIn(question.text("code", 40), question.text("name", 200), question.text("pcode", 40), question.text("mail", 254))
    found = ask_to_register(system=question.system, given=given)
    state = TAKES_PART if isinstance(found, Member) else str(found.state)
    return {"docId": found.code, "status": DONE, "state": state}


def delete(question: Question) -> dict[str, Any]:
    """An agency of the system takes part no longer: it ends for ``successor``, or is locked."""
    member = ask_to_end(system=question.system, code=question.text("code", 40), successor=question.text("successor", 40), reason=question.text("reason", 200))
    return {"docId": member.code, "status": DONE, "state": "ended" if member.valid_to else "locked"}


def synchronise(question: Question) -> dict[str, Any]:
    """The system's own agencies, and what it asked for: how each stands."""
    return {"list": units_of(question.system, after=question.text("after", 35), most=question.number("limit") or 1000)}


MEMBERSHIP: dict[str, Call] = {"registerAgency": register, "deleteAgency": delete, "getSynchronizeUnit": synchronise}
