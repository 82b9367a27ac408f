"""What machines read: a procedure as GovernmentService of schema.org, and links that stay."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from congso.domains.portal.queries.places import Place
from congso.domains.procedures.facade import PublicProcedure

_ESCAPED = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def absolute(path: str) -> str:
    """The address of a page as others are to link to it."""
    return settings.CONGSO_BASE_URL.rstrip("/") + path


def canonical(code: str) -> str:
    """The one address of a procedure, whatever cases were chosen."""
    return absolute(reverse("portal:procedure", args=[code]))


def government_service(procedure: PublicProcedure, places: list[Place]) -> dict[str, Any]:
    """The procedure as schema.org describes services of government."""
    found: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "GovernmentService", "@id": canonical(procedure.code),
        "url": canonical(procedure.code), "identifier": procedure.code, "name": procedure.name,
        "serviceType": procedure.field_name, "inLanguage": "vi", "isAccessibleForFree": _is_free(procedure, places),
        "areaServed": {"@type": "AdministrativeArea", "name": str(settings.CONGSO_PROVINCE_NAME)},
        "audience": [{"@type": "Audience", "audienceType": name} for name in procedure.audience],
        "serviceOutput": [{"@type": "GovernmentPermit", "name": name} for _code, name in procedure.results],
        "provider": [_agency(place) for place in places], "availableChannel": _channels(procedure, places),
        "offers": [_price(fee.name, fee.amount) for place in places[:1] for fee in place.offer.fees],
        "sameAs": procedure.source_url,
    }  # fmt: skip
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _is_free(procedure: PublicProcedure, places: list[Place]) -> bool | None:
    if places:
        return not any(fee.amount for place in places for fee in place.offer.fees)
    known = [channel.fee_amount for channel in procedure.channels]
    return None if None in known or not known else not any(known)


def _agency(place: Place) -> dict[str, Any]:
    found = {
        "@type": "GovernmentOrganization",
        "name": place.offer.agency,
        "telephone": place.phone,
        "email": place.email,
    }
    if place.address:
        found["address"] = place.address
    return {key: value for key, value in found.items() if value}


def _channels(procedure: PublicProcedure, places: list[Place]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"@type": "ServiceChannel", "name": channel.name, "disambiguatingDescription": channel.limit or None}
        for channel in procedure.channels
    ]
    found += [
        {"@type": "ServiceChannel", "name": place.offer.agency, "serviceUrl": absolute(place.apply_url)}
        for place in places
        if place.apply_url
    ]
    return [{key: value for key, value in each.items() if value} for each in found]


def _price(name: str, amount: int) -> dict[str, Any]:
    return {"@type": "Offer", "name": name, "price": str(amount), "priceCurrency": "VND"}


def data_block(data: dict[str, Any]) -> SafeString:
    """A ``script`` element that holds data only; browsers do not run it, and no text can end it early."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPED)
    return SafeString(f'<script type="application/ld+json">{text}</script>')
