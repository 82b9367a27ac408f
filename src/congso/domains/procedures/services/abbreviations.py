"""Keep the short forms and popular names that the search understands."""

from __future__ import annotations

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.domains.procedures.errors import AbbreviationKnown
from congso.domains.procedures.models import Abbreviation
from congso.domains.procedures.policies import require_can_manage
from congso.domains.procedures.search_keys import words_of
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch


def add_abbreviation(*, actor: Actor, short: str, words: str) -> Abbreviation:
    """Let the search take a short form or popular name (từ viết tắt, tên quen gọi) for other words.

    Both are kept without tone marks. One short form may stand for several things. Raises AbbreviationKnown.
    """
    with write_action("procedures.add_abbreviation", actor=actor) as action:
        require_can_manage(actor)
        epoch.take_turn()
        folded_short, folded_words = " ".join(words_of(short)), " ".join(words_of(words))
        for name, value, most in (("short", folded_short, 20), ("words", folded_words, 100)):
            if not value or len(value) > most:
                raise InvalidInput(
                    field=name, reason=_("cần từ 1 đến %(most)d ký tự là chữ hoặc số") % {"most": most}
                )
        if Abbreviation.objects.filter(short=folded_short, words=folded_words).exists():
            raise AbbreviationKnown(short=folded_short, words=folded_words, field="short")
        row = Abbreviation.objects.create(short=folded_short, words=folded_words)
        action.record(row, short=row.short, words=row.words)
        epoch.bump()
    return row


def remove_abbreviation(*, actor: Actor, abbreviation_id: int) -> None:
    """Let the search forget a short form. Raises NotVisible."""
    with write_action("procedures.remove_abbreviation", actor=actor) as action:
        require_can_manage(actor)
        row = Abbreviation.objects.filter(pk=abbreviation_id).first()
        if row is None:
            raise NotVisible
        action.record(row, short=row.short, words=row.words)
        row.delete()
        epoch.bump()
