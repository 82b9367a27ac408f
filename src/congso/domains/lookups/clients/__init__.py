"""One typed client a database (D4), each through the province's platform."""

from __future__ import annotations

from collections.abc import Callable

from congso.domains.lookups.clients.business import ask_business, ask_filing, ask_filings
from congso.domains.lookups.clients.categories import ask_categories
from congso.domains.lookups.clients.civil import ask_civil
from congso.domains.lookups.clients.civil_sending import CIVIL
from congso.domains.lookups.clients.forwarding import Receiver
from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.insurance import ask_household, ask_insurance, ask_insured
from congso.domains.lookups.clients.judicial import ask_judicial
from congso.domains.lookups.clients.judicial_sending import JUDICIAL
from congso.domains.lookups.clients.population import ask_population
from congso.domains.lookups.clients.shapes import Query, Reply
from congso.domains.lookups.enums import Service, Target

Client = Callable[[Gateway, Query], Reply]
CLIENTS: dict[str, Client] = {
    Service.POPULATION: ask_population, Service.BUSINESS: ask_business, Service.INSURANCE: ask_insurance,
    Service.INSURED: ask_insured, Service.FILING: ask_filing, Service.JUDICIAL: ask_judicial,
    Service.CIVIL: ask_civil, Service.CATEGORIES: ask_categories, Service.HOUSEHOLD: ask_household, Service.FILINGS: ask_filings,
}  # fmt: skip
RECEIVERS: dict[str, Receiver] = {Target.CIVIL: CIVIL, Target.JUDICIAL: JUDICIAL}
"""Systems to which dossiers are sent on."""

__all__ = ["CLIENTS", "RECEIVERS", "Client", "Query", "Receiver", "Reply"]
