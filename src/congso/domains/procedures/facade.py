"""The way into the catalogue for other modules."""

from congso.domains.procedures.limits import Limit
from congso.domains.procedures.queries.published import (
    Service,
    ServiceChannel,
    ServiceFee,
    ServicePaper,
    offered_at,
    service,
)
from congso.domains.procedures.queries.suggesting import Suggestion, suggest
from congso.domains.procedures.services.importing import import_catalogue
from congso.domains.procedures.services.publishing import (
    FeeItem,
    Terms,
    publish_procedure,
    revise_publication,
    withdraw_publication,
)

__all__ = [
    "FeeItem", "Limit", "Service", "ServiceChannel", "ServiceFee", "ServicePaper", "Suggestion", "Terms",
    "import_catalogue", "offered_at", "publish_procedure", "revise_publication", "service", "suggest",
    "withdraw_publication",
]  # fmt: skip
