"""Papers of this room."""

from congso.domains.procedures.printing.declarations import declaration_pdf

__all__ = ["declaration_pdf"]
