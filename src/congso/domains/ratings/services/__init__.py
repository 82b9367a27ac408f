"""What can be done with ratings."""

from congso.domains.ratings.services.moderating import hide_comment, publish_comment
from congso.domains.ratings.services.rating import rate
from congso.domains.ratings.services.tablets import make_tablet, rate_at_counter, revoke_tablet

__all__ = ["hide_comment", "make_tablet", "publish_comment", "rate", "rate_at_counter", "revoke_tablet"]
