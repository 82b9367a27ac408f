"""The page of the search box, on which rooms above put what they find for the same words (``foundation/web/panels.py``)."""

from __future__ import annotations

from uuid import UUID

SEARCH_PAGE = "search"
NO_SUBJECT = UUID(int=0)
"""The page is about no single thing; a panel reads the words from the request."""
