"""Tables of this room."""

from congso.foundation.forms.models.form import Form
from congso.foundation.forms.models.version import FormVersion, VersionState

__all__ = ["Form", "FormVersion", "VersionState"]
