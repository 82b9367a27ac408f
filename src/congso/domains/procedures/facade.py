"""The way into the catalogue for other modules."""

from congso.domains.procedures.enums import ServiceLevel
from congso.domains.procedures.limits import Limit
from congso.domains.procedures.parsing import Unreadable
from congso.domains.procedures.printing import declaration_pdf
from congso.domains.procedures.queries.beside_portal import (
    FieldDifference,
    differences_from_portal,
    field_names,
    present_codes,
)
from congso.domains.procedures.queries.comparing import ImportReport, preview_import
from congso.domains.procedures.queries.filling import ProcedureForm, procedure_form
from congso.domains.procedures.queries.finding import (
    Found,
    FoundPage,
    PublicWanted,
    find_procedures,
    public_entry,
    suggest_public,
)
from congso.domains.procedures.queries.lines import (
    CatalogueLine,
    catalogue_lines,
    publication_ids,
    shipped_catalogue,
)
from congso.domains.procedures.queries.open_data import (
    CatalogueState,
    catalogue_state,
    public_codes,
    whole_catalogue,
)
from congso.domains.procedures.queries.public_overview import (
    Choice,
    Overview,
    found_by_codes,
    public_overview,
)
from congso.domains.procedures.queries.public_page import (
    PublicOffer,
    PublicProcedure,
    public_procedure,
)
from congso.domains.procedures.queries.public_papers import PublicCase, PublicPaper, papers_for
from congso.domains.procedures.queries.published import (
    Service,
    ServiceChannel,
    ServiceFee,
    ServicePaper,
    offered_at,
    publication_at,
    publication_in_force,
    service,
)
from congso.domains.procedures.queries.suggesting import Suggestion, suggest
from congso.domains.procedures.services.adopting import adopt_wording
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
    "CatalogueLine",
    "CatalogueState",
    "Choice",
    "FeeItem",
    "FieldDifference",
    "Found",
    "FoundPage",
    "ImportReport",
    "Limit",
    "Overview",
    "ProcedureForm",
    "PublicCase",
    "PublicOffer",
    "PublicPaper",
    "PublicProcedure",
    "PublicWanted",
    "Service",
    "ServiceChannel",
    "ServiceFee",
    "ServiceLevel",
    "ServicePaper",
    "Suggestion",
    "Terms",
    "Unreadable",
    "adopt_wording",
    "catalogue_lines",
    "catalogue_state",
    "declaration_pdf",
    "differences_from_portal",
    "field_names",
    "find_procedures",
    "found_by_codes",
    "import_catalogue",
    "load_shipped_forms",
    "offered_at",
    "papers_for",
    "present_codes",
    "preview_import",
    "procedure_form",
    "public_codes",
    "public_entry",
    "public_overview",
    "public_procedure",
    "publication_at",
    "publication_ids",
    "publication_in_force",
    "publish_procedure",
    "revise_publication",
    "service",
    "shipped_catalogue",
    "suggest",
    "suggest_public",
    "whole_catalogue",
    "withdraw_publication",
]  # fmt: skip
