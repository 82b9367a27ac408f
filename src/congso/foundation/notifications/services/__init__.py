"""What can be done with messages."""

from congso.foundation.notifications.services.reading import mark_all_read, open_notice
from congso.foundation.notifications.services.sending import carry, send_again
from congso.foundation.notifications.services.wording import reset_wording, set_wording
from congso.foundation.notifications.services.writing import Letter, NoticeIn, write_letters, write_notices

__all__ = [
    "Letter", "NoticeIn", "carry", "mark_all_read", "open_notice", "reset_wording", "send_again", "set_wording", "write_letters",
    "write_notices",
]  # fmt: skip
