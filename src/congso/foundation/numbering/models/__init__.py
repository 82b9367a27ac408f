"""Tables of number books."""

from congso.foundation.numbering.models.book import NumberBook
from congso.foundation.numbering.models.entry import NumberEntry

__all__ = ["NumberBook", "NumberEntry"]
