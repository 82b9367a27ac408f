"""The shipped forms are what their program writes: nobody mends the one and forgets the other."""

from __future__ import annotations

import json

from tools.forms import business, certification, civil, construction, land

from congso.domains.procedures.shipped_forms import shipped_sources


def test_the_files_are_as_the_program_writes_them() -> None:
    written = {
        shipped.slug: {
            "subjects": [f"procedure:{code}" for code in shipped.codes], "note": shipped.note,
            "definition": json.loads(json.dumps(shipped.form.definition())),
        }
        for part in (civil, certification, land, business, construction) for shipped in part.forms()
    }  # fmt: skip

    assert dict(shipped_sources()) == written, "run python -m tools.forms.write"
