"""What other modules may ask of ratings."""

from congso.domains.ratings.enums import DISLIKED, Level
from congso.domains.ratings.services import hide_comment, publish_comment, rate

__all__ = ["DISLIKED", "Level", "hide_comment", "publish_comment", "rate"]
