"""Tables of ratings."""

from congso.domains.ratings.models.rating import Rating
from congso.domains.ratings.models.tablet import Tablet

__all__ = ["Rating", "Tablet"]
