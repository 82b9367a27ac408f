"""Send messages: once, and again only while it is certain that none has left."""

from __future__ import annotations

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.foundation.audit.writing import write_action
from congso.foundation.notifications.channels import NotTaken, channel
from congso.foundation.notifications.errors import AlreadySent
from congso.foundation.notifications.models import Message, MessageState
from congso.foundation.notifications.policies import require_can_manage
from congso.foundation.notifications.tasks import MOST_TRIES, NotDelivered, send_message


def carry(*, actor: Actor, message_id: int) -> Message:
    """Hand a message to its channel; no transaction is open meanwhile. One under way or sent is left alone.

    Raises NotDelivered while more tries are to come.
    """
    message, mine = _claim(actor, message_id)
    if not mine:
        return message
    try:
        channel(message.channel).deliver(message)
    except (NotTaken, NotVisible) as error:
        return _refused(actor, message, error)
    with write_action("notifications.message_sent", actor=actor) as action:
        message.state, message.sent_at, message.last_error = MessageState.SENT, action.at, ""
        message.save(update_fields=["state", "sent_at", "last_error"])
        action.record(message, tries=message.tries)
    return message


def _claim(actor: Actor, message_id: int) -> tuple[Message, bool]:
    """The letter, and whether this call may send it: of two jobs for one letter only one finds it waiting."""
    with write_action("notifications.send_message", actor=actor) as action:
        message = Message.objects.select_for_update(no_key=True).get(pk=message_id)
        mine = message.state == MessageState.WAITING
        if mine:
            message.state, message.tried_at = MessageState.SENDING, clock.now()
            message.tries += 1
            message.save(update_fields=["state", "tried_at", "tries"])
        action.record(message, began=mine, state=message.state)
    return message, mine


def _refused(actor: Actor, message: Message, error: Exception) -> Message:
    last = message.tries >= MOST_TRIES
    with write_action("notifications.message_refused", actor=actor) as action:
        message.state = MessageState.FAILED if last else MessageState.WAITING
        message.last_error = str(error)[:300]
        message.save(update_fields=["state", "last_error"])
        action.record(message, tries=message.tries, state=message.state, error=message.last_error)
    if not last:
        raise NotDelivered(message.last_error) from error
    return message


def send_again(*, actor: Actor, message_id: int) -> Message:
    """Have a letter that did not leave tried anew (gửi lại). Raises AlreadySent, NotVisible, NotAllowed."""
    with write_action("notifications.send_again", actor=actor) as action:
        require_can_manage(actor)
        message = Message.objects.select_for_update(no_key=True).filter(pk=message_id).first()
        if message is None:
            raise NotVisible
        if message.state == MessageState.SENT:
            raise AlreadySent
        message.state, message.tries = MessageState.WAITING, 0
        message.save(update_fields=["state", "tries"])
        send_message.defer(message_id=message.pk)
        action.record(message, state=message.state)
    return message
