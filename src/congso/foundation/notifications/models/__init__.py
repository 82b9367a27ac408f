"""Tables of messages to people."""

from congso.foundation.notifications.models.message import Message, MessageState
from congso.foundation.notifications.models.notice import Notice
from congso.foundation.notifications.models.wording import MessageWording

__all__ = ["Message", "MessageState", "MessageWording", "Notice"]
