"""By which codes the portal knows the parts of a procedure."""

from __future__ import annotations

from dataclasses import dataclass

from congso.domains.national.models import PortalCode
from congso.domains.national.reading import FEE, FIELD, PAPER, fee_key, paper_key


@dataclass(frozen=True)
class Codes:
    """The codes of one procedure; what has none, or more than one that fit, has an empty one."""

    rows: tuple[PortalCode, ...]

    @property
    def field(self) -> str:
        """Of its field (MaLinhVuc)."""
        return self._only([row.code for row in self.rows if row.kind == FIELD])

    def paper(self, name: str) -> str:
        """Of a paper by its name (MaThanhPhanHoSo)."""
        key = paper_key(name)
        return self._only([row.code for row in self.rows if row.kind == PAPER and row.name == key])

    def fee(self, amount: int) -> str:
        """Of a fee by its amount (MaPhiLePhi), or the only one the procedure has."""
        fees = [row for row in self.rows if row.kind == FEE]
        return self._only([row.code for row in fees if row.name == fee_key(str(amount))]) or self._only([row.code for row in fees])

    @staticmethod
    def _only(found: list[str]) -> str:
        different = set(found)
        return different.pop() if len(different) == 1 else ""


def codes_of_procedure(procedure_code: str) -> Codes:
    """The codes of a procedure, in one question."""
    return Codes(tuple(PortalCode.objects.filter(procedure_code=procedure_code).order_by("pk")))
