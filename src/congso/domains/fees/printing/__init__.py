"""Papers of fees."""

from congso.domains.fees.printing.receipt import receipt_pdf

__all__ = ["receipt_pdf"]
