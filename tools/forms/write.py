"""Write the shipped forms: ``python -m tools.forms.write`` from the root of the repository."""

from __future__ import annotations

import json
import os
from pathlib import Path

TARGET = Path("src/congso/domains/procedures/data/forms")


def main() -> None:
    """Check every form and write it as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.test")
    import django

    django.setup()
    from congso.foundation.forms.engine.parsing import parse_definition

    from . import business, certification, civil, construction, land
    from .blocks import catalogue

    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.json"):
        old.unlink()
    seen: set[str] = set()
    for shipped in (
        form for part in (civil, certification, land, business, construction) for form in part.forms()
    ):
        definition = shipped.form.definition()
        parse_definition(definition)
        strange = [code for code in shipped.codes if code not in catalogue() or code in seen]
        if strange:
            raise SystemExit(f"{shipped.slug}: unknown or repeated {strange}")
        seen.update(shipped.codes)
        subjects = [f"procedure:{code}" for code in shipped.codes]
        written = {"subjects": subjects, "note": shipped.note, "definition": definition}
        text = json.dumps(written, ensure_ascii=False, indent=1) + "\n"
        (TARGET / f"{shipped.slug}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
