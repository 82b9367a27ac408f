"""The way into the catalogue for other modules."""

from congso.domains.procedures.limits import Limit
from congso.domains.procedures.printing import declaration_pdf
from congso.domains.procedures.queries.comparing import ImportReport, preview_import
from congso.domains.procedures.queries.filling import ProcedureForm, form_begun, procedure_form
from congso.domains.procedures.queries.lines import (
    CatalogueLine,
    catalogue_lines,
    publication_ids,
    shipped_catalogue,
)
from congso.domains.procedures.queries.published import (
    Service,
    ServiceChannel,
    ServiceFee,
    ServicePaper,
    offered_at,
    service,
)
from congso.domains.procedures.queries.suggesting import Suggestion, suggest
from congso.domains.procedures.services.filling import load_shipped_forms
from congso.domains.procedures.services.importing import import_catalogue
from congso.domains.procedures.services.publishing import (
    FeeItem,
    Terms,
    publish_procedure,
    revise_publication,
    withdraw_publication,
)

__all__ = [
    "CatalogueLine", "FeeItem", "ImportReport", "Limit", "ProcedureForm", "Service", "ServiceChannel", "ServiceFee", "ServicePaper",
    "Suggestion", "Terms", "catalogue_lines", "declaration_pdf", "form_begun",
    "import_catalogue", "load_shipped_forms", "offered_at", "preview_import", "procedure_form", "publication_ids",
    "publish_procedure", "revise_publication", "service", "shipped_catalogue", "suggest", "withdraw_publication",
]  # fmt: skip
