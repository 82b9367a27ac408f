"""Sign or seal many documents by one confirmation: in groups, so that it is seen how far it came and can be stopped.

Three parts for each group, since keys and timestamps are asked outside of any transaction: each paper is prepared with
its number and stored; all are signed; each is stored again. What breaks off between the first and the last keeps its
number and is signed later as it was prepared; what was not begun has none. A key on the person's own machine signs all
at once: its documents are prepared first, and stored when the signatures come.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import DomainError, InvalidInput
from congso.domains.documents.models import Outgoing
from congso.foundation.signing.facade import (
    Begun,
    Order,
    Signed,
    begin_outside,
    finish_outside,
    sign_documents,
)

MOST = 50
"""Documents signed by one PIN."""
GROUP = 10
"""Documents between two looks at whether to stop."""


@dataclass
class Outcome:
    """What became of a batch; documents that were left as they are, with the sentence why; those not begun when it was stopped."""

    done: list[Outgoing] = field(default_factory=list)
    waiting: list[Outgoing] = field(default_factory=list)
    """Of those done: whose signature waits for its timestamp."""
    refused: list[tuple[UUID, str]] = field(default_factory=list)
    not_begun: list[UUID] = field(default_factory=list)


class Watch:
    """Who looks on: told how far it came, asked whether to stop. This one looks away."""

    def tell(self, done: int, total: int) -> None:
        """So many of so many are behind us."""

    def is_stopped(self) -> bool:
        """Whether the rest is to be left."""
        return False


@dataclass(frozen=True)
class Pen:
    """With what is signed: a key and its PIN, or what a key on the person's own machine made of a batch."""

    key_id: int
    pin: str = ""
    batch: uuid.UUID | None = None
    signatures: Mapping[str, bytes] = field(default_factory=dict)

    def sign(self, actor: Actor, orders: Sequence[Order]) -> list[Signed]:
        """The documents signed, not stored; raises what ``sign_documents`` and ``finish_outside`` raise."""
        if self.batch is None:
            return sign_documents(actor=actor, key_id=self.key_id, pin=self.pin, orders=orders)
        return finish_outside(actor=actor, batch=self.batch, signatures=self.signatures, orders=orders)


@dataclass(frozen=True)
class Deed:
    """What is done to each document: made ready to be signed, one signature or several, and kept when all of its are there."""

    prepare: Callable[[UUID], Sequence[Order]]
    store: Callable[..., Outgoing]


def require_count(document_ids: Sequence[UUID]) -> None:
    """At least one, at most fifty. Raises InvalidInput."""
    if not 0 < len(document_ids) <= MOST:
        raise InvalidInput(field="documents", reason=_("chọn từ 1 đến %(most)d văn bản.") % {"most": MOST})


def carry_out(*, actor: Actor, document_ids: Sequence[UUID], pen: Pen, deed: Deed, watch: Watch) -> Outcome:
    """Group by group; the refusal of a single document rises, those of several are told."""
    outcome, total = Outcome(), len(document_ids)
    size = total if pen.batch else GROUP
    for start in range(0, total, size):
        group = document_ids[start : start + size]
        if watch.is_stopped():
            outcome.not_begun += group
            continue
        _do_group(actor, group, pen, deed, outcome, alone=total == 1)
        watch.tell(len(outcome.done) + len(outcome.refused), total)
    return outcome


def _do_group(
    actor: Actor, group: Sequence[UUID], pen: Pen, deed: Deed, outcome: Outcome, *, alone: bool
) -> None:
    orders = _orders(group, deed, outcome, alone=alone)
    made = iter(pen.sign(actor, [each for mine in orders.values() for each in mine]) if orders else ())
    for document_id, mine in orders.items():
        signed = list(islice(made, len(mine)))
        try:
            stored = deed.store(actor=actor, document_id=document_id, signed=signed)
            outcome.done.append(stored)
            outcome.waiting += [stored] if any(each.waits for each in signed) else []
        except DomainError as refused:
            if alone:
                raise
            outcome.refused.append((document_id, str(refused)))


def _orders(group: Sequence[UUID], deed: Deed, outcome: Outcome, *, alone: bool) -> dict[UUID, Sequence[Order]]:
    orders: dict[UUID, Sequence[Order]] = {}
    for document_id in group:
        try:
            orders[document_id] = deed.prepare(document_id)
        except DomainError as refused:
            if alone:
                raise
            outcome.refused.append((document_id, str(refused)))
    return orders


def begin(*, actor: Actor, document_ids: Sequence[UUID], key_id: int, deed: Deed) -> Begun:
    """Prepare the documents for a key on the person's own machine: their hashes go out (docs/local-signer.md).

    Those that are refused now are told when the signatures come. Raises what a single document raises, InvalidInput when
    none of several can be signed.
    """
    outcome = Outcome()
    orders = _orders(document_ids, deed, outcome, alone=len(document_ids) == 1)
    if not orders:
        raise InvalidInput(field="documents", reason=outcome.refused[0][1])
    wanted = [each for mine in orders.values() for each in mine]
    return Begun(tuple(begin_outside(actor=actor, key_id=key_id, orders=wanted)))
