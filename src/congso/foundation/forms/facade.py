"""The way into electronic forms for other rooms.

A page of a form, in short::

    form = facade.form_for("procedure:1.001193") or None     # else facade.generated_definition(title, papers)
    definition, step = form.definition, form.definition.step(key)
    # POST
    reading = facade.read_step(definition, step, answers, request.POST, request.FILES, hooks)
    save(reading.answers)                                     # always: whatever was typed, right or wrong
    problems = reading.problems
    if reading.do in {"next"}:
        problems = problems + facade.check(definition, reading.answers, step=step)
    if problems or reading.do == "refresh": draw again (422 when there are problems)
    # GET, or drawing again
    view = facade.step_view(definition, step, answers, reading=reading, problems=problems, step_url=…, file_url=…)
    {% include "forms/assets.html" %} in the block head (on a citizens' page its script alone: the sheet holds the style),
    {% include "forms/step.html" with view=view %} in main
"""

from congso.foundation.forms.addresses import (
    OldWard,
    Province,
    Ward,
    address_text,
    find_old_wards,
    provinces,
    ward,
    wards_of,
)
from congso.foundation.forms.engine.checking import check
from congso.foundation.forms.engine.conditions import visible_answers
from congso.foundation.forms.engine.definition import Definition, Field, Kind, Step, Widget
from congso.foundation.forms.engine.files import file_ids
from congso.foundation.forms.engine.generating import Paper, generated_definition, people_of, with_papers
from congso.foundation.forms.engine.parsing import parse_definition
from congso.foundation.forms.engine.prefilling import prefill_keys, prefilled
from congso.foundation.forms.engine.reading import FileHooks, FileRef, Problem, Reading, read_step
from congso.foundation.forms.engine.viewing import StepView, step_links, step_view
from congso.foundation.forms.engine.wording import SummaryStep, print_data, summary
from congso.foundation.forms.errors import DefinitionFaulty, Fault
from congso.foundation.forms.queries import FormInUse, form_for, form_version, subjects_with_form
from congso.foundation.forms.services.importing import FormFile, LoadReport, load_forms, read_form_file
from congso.foundation.forms.subjects import register_namer, subject_names

__all__ = [
    "Definition", "DefinitionFaulty", "Fault", "Field", "FileHooks", "FileRef", "FormFile", "FormInUse", "Kind",
    "LoadReport", "OldWard", "Paper", "Problem", "Province", "Reading", "Step", "StepView", "SummaryStep", "Ward", "Widget",
    "address_text", "check", "file_ids", "find_old_wards", "form_for", "form_version", "generated_definition", "load_forms",
    "parse_definition", "people_of", "prefill_keys", "prefilled", "print_data", "provinces", "read_form_file", "read_step", "register_namer",
    "step_links",
    "step_view", "subject_names", "subjects_with_form", "summary", "visible_answers", "ward", "wards_of", "with_papers",
]  # fmt: skip
