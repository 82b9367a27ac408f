"""Who may do what with documents: rights (action, scope of units)."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotAllowed

DRAFT = "documents.draft"
"""Write drafts in the unit (soạn thảo)."""
SIGN = "documents.sign"
"""Sign for the agency (người có thẩm quyền)."""
REGISTER = "documents.register"
"""Number, seal, issue and take in documents (văn thư)."""
SEE_ALL = "documents.see_all"
"""See every document of the agency; others see what went through their hands or their unit's."""
INSTRUCT = "documents.instruct"
"""Write instructions and assign (bút phê, phân công)."""
ALLOW_SPEECH = "documents.allow_speech"
"""Allow that instructions are dictated into the browser (quản trị)."""


def require_can_allow_speech(actor: Actor) -> None:
    """Only who runs the system for the province."""
    if not actor.may(ALLOW_SPEECH):
        raise NotAllowed
