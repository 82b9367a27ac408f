"""The form to apply with: the procedure's own, or one made of its papers; always with its papers and the way of return."""

from __future__ import annotations

from dataclasses import dataclass

from congso.domains.procedures.facade import Service, ServicePaper
from congso.foundation.forms.facade import (
    Definition,
    Paper,
    form_for,
    generated_definition,
    with_papers,
)


@dataclass(frozen=True)
class Composed:
    """The form of a draft, and the version it comes from (None: made of the list of papers)."""

    definition: Definition
    version_id: int | None


def compose(offered: Service) -> Composed:
    """The form with which to apply for what is offered."""
    papers = [_paper(each) for each in offered.papers]
    own = form_for(f"procedure:{offered.code}")
    if own is not None:
        return Composed(with_papers(own.definition, papers), own.version_id)
    return Composed(generated_definition(offered.name, papers, asks_for_whom=False), None)


def _paper(each: ServicePaper) -> Paper:
    return Paper(each.name, each.case_label, each.originals, each.copies, each.is_note, each.form_file)


def paper_of_box(offered: Service, name: str) -> ServicePaper | None:
    """The required paper that a box of the form asks for: boxes of papers are called ``paper_<number>``."""
    word, _line, number = name.partition("_")
    place = int(number) if word == "paper" and number.isdecimal() else 0
    return offered.papers[place - 1] if 0 < place <= len(offered.papers) else None
