"""Rows as linked data: schema.org where it has a word, our own column names for the rest."""

from typing import Any

from django.conf import settings

from ocop.api.tables.table import Table

IN_FORCE = ("valid", "expiring")


def context() -> dict[str, Any]:
    return {
        "@vocab": "https://schema.org/",
        "ocop": f"{settings.OCOP_PUBLIC_URL}/du-lieu-mo/#",
        "url": {"@type": "@id"},
    }


def node(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """What schema.org understands, and every column of ours under `ocop:`."""
    own = {f"ocop:{name}": value for name, value in row.items() if value not in (None, [])}
    shaped = SHAPES[table.key](row)
    return {"@id": _id(table, row), **{key: value for key, value in shaped.items() if value}, **own}


def _id(table: Table, row: dict[str, Any]) -> str:
    base = settings.OCOP_PUBLIC_URL
    if table.key == "certificates":
        return str(row["check_url"])
    return str(row.get("url") or f"{base}/api/v1/{table.key}/{row[table.identity]}")


def _product(row: dict[str, Any]) -> dict[str, Any]:
    certification = {
        "@type": "Certification",
        "name": "OCOP",
        "certificationIdentification": row["decision"],
        "certificationStatus": f"https://schema.org/Certification{'A' if row['status'] in IN_FORCE else 'Ina'}ctive",
        "certificationRating": {"@type": "Rating", "ratingValue": row["stars"], "bestRating": 5},
        "validFrom": row["decided_on"],
        "expires": row["valid_until"],
    }
    return {
        "@type": "Product",
        "name": row["name"],
        "identifier": row["code"],
        "gtin": row["gtins"],
        "category": row["group"],
        "url": row["url"],
        "countryOfOrigin": "VN",
        "manufacturer": {
            "@type": "Organization",
            "name": row["producer"],
            "identifier": row["producer_code"],
        },
        "hasCertification": {key: value for key, value in certification.items() if value},
    }


def _producer(row: dict[str, Any]) -> dict[str, Any]:
    place = {"@type": "PostalAddress", "addressCountry": "VN", "addressRegion": row["place"]}
    return {"@type": "Organization", "name": row["name"], "identifier": row["code"], "address": place}


def _certificate(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "Certification",
        "name": "OCOP",
        "certificationIdentification": row["number"],
        "certificationRating": {"@type": "Rating", "ratingValue": row["stars"], "bestRating": 5},
        "certificationStatus": f"https://schema.org/Certification{'A' if row['status'] in IN_FORCE else 'Ina'}ctive",
        "issuedBy": {"@type": "GovernmentOrganization", "name": row["issuer"]},
        "validFrom": row["valid_from"],
        "expires": row["valid_until"],
    }


def _decision(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "Legislation",
        "name": row["title"],
        "legislationIdentifier": row["number"],
        "legislationDate": row["decided_on"],
        "legislationPassedBy": {"@type": "AdministrativeArea", "name": row["issuer"]},
    }


def _unit(row: dict[str, Any]) -> dict[str, Any]:
    return {"@type": "AdministrativeArea", "name": row["full_name"], "identifier": row["official_code"]}


SHAPES = {
    "products": _product,
    "producers": _producer,
    "certificates": _certificate,
    "decisions": _decision,
    "units": _unit,
}
