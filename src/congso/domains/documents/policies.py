"""Who may do what with documents: rights (action, scope of units)."""

from __future__ import annotations

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
