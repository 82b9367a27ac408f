"""What is done with forms."""

from congso.foundation.forms.services.drafting import create_form, draft_version, remove_draft, save_draft
from congso.foundation.forms.services.importing import FormFile, import_form, load_forms
from congso.foundation.forms.services.publishing import publish_version

__all__ = [
    "FormFile", "create_form", "draft_version", "import_form", "load_forms", "publish_version", "remove_draft", "save_draft",
]  # fmt: skip
