"""The papers of a dossier: Mẫu 01–07 of TT 03/2025/TT-VPCP, Phụ lục I, and the slip of the result handed over.

What a paper says is gathered here; how it looks and its wording stand in the templates of ``prints/`` alone.
"""

from congso.domains.dossiers.printing.control_slip import control_slip_pdf
from congso.domains.dossiers.printing.forms import form_pdf
from congso.domains.dossiers.printing.receipt import follow_address, receipt_pdf
from congso.domains.dossiers.printing.register import (
    RegisterQuery,
    register_pdf,
    register_rows,
    register_xlsx,
)

__all__ = [
    "RegisterQuery", "control_slip_pdf", "follow_address", "form_pdf", "receipt_pdf", "register_pdf",
    "register_rows", "register_xlsx",
]  # fmt: skip
