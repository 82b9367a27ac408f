"""One typed client a database (D4), each through the province's platform."""

from __future__ import annotations

from collections.abc import Callable

from congso.domains.lookups.clients.business import ask_business, ask_filing
from congso.domains.lookups.clients.categories import ask_categories
from congso.domains.lookups.clients.civil import ask_civil
from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.insurance import ask_insurance, ask_insured
from congso.domains.lookups.clients.judicial import ask_judicial
from congso.domains.lookups.clients.population import ask_population
from congso.domains.lookups.clients.shapes import Query, Reply
from congso.domains.lookups.enums import Service

Client = Callable[[Gateway, Query], Reply]
CLIENTS: dict[str, Client] = {
    Service.POPULATION: ask_population, Service.BUSINESS: ask_business, Service.INSURANCE: ask_insurance,
    Service.INSURED: ask_insured, Service.FILING: ask_filing, Service.JUDICIAL: ask_judicial,
    Service.CIVIL: ask_civil, Service.CATEGORIES: ask_categories,
}  # fmt: skip

__all__ = ["CLIENTS", "Client", "Query", "Reply"]
