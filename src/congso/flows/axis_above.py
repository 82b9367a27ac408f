"""The axis speaks to an axis above with the client that the exchange has for axes (form (b))."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO, TypeVar

from congso.domains.axis import facade as axis
from congso.domains.exchange import facade as exchange

Found = TypeVar("Found")


class _Marked(exchange.ProvincialClient):
    """Form (b), with the marks of the axes that a message passed."""

    via: Sequence[str] = ()

    def _headers(self, operation: str, body_hash: str) -> dict[str, str]:
        found = super()._headers(operation, body_hash)
        return found | {axis.VIA: ",".join(self.via)} if operation == "sendEdoc" else found


class ClientAbove:
    """An axis above, in the words of the axis."""

    def __init__(self, address: axis.Address) -> None:
        self._client = _Marked(address.base_url, address.system_id, address.secret)

    def send(self, stream: BinaryIO, size: int, *, kind: str, to: Sequence[str], via: Sequence[str]) -> str:
        """Hand a message up; what it is called there."""
        self._client.via = tuple(via)
        return _translated(lambda: self._client.send(stream, size, kind=kind, to=to))

    def waiting(self, *, most: int) -> list[axis.Waiting]:
        """What waits for our agencies, in the order it came."""
        return [axis.Waiting(each.reference, each.receiver, each.document_key) for each in _translated(lambda: self._client.waiting(most=most))]

    def fetch(self, reference: str, target: BinaryIO) -> None:
        """Write a message into ``target``, in pieces."""
        _translated(lambda: self._client.fetch(reference, target))

    def settle(self, answers: Sequence[axis.Answer]) -> None:
        """Say what we have taken and what not."""
        receipts = [exchange.Receipt(each.reference, each.taken, each.error_code, each.error) for each in answers]
        _translated(lambda: self._client.settle(receipts))

    def agencies(self, *, after: str) -> list[axis.Listed]:
        """A page of agencies by code."""
        rows = _translated(lambda: self._client.agencies(after=after))
        return [axis.Listed(each.code, each.name, each.parent_code, each.email, each.valid_from, each.valid_to, each.successor, each.locked,
                            each.certificates) for each in rows]  # fmt: skip


def _translated(call: Callable[[], Found]) -> Found:
    """What the client says of a broken line or a refusal, in the words of the axis."""
    try:
        return call()
    except exchange.Silent as silent:
        raise axis.NoAnswer(str(silent)) from silent
    except exchange.Rejected as refused:
        raise axis.Rejected(refused.code, refused.reason) from refused


def listen() -> None:
    """Let the axis speak so."""
    axis.register_maker(ClientAbove)
