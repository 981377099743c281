"""The papers beside the files: data dictionary (Data Package, CSVW), catalogue (DCAT)."""

from datetime import datetime
from typing import Any

from django.conf import settings

from ocop.api.queries.releases import Licence
from ocop.api.tables import TABLES
from ocop.api.tables.table import Column, Table, moment

KINDS = {"int": "integer", "date": "date", "moment": "datetime", "bool": "boolean"}
CSVW_KINDS = {"int": "integer", "date": "date", "moment": "dateTimeStamp", "bool": "boolean", "url": "anyURI"}


def datapackage(files: list[dict[str, Any]], licence: Licence, at: datetime) -> dict[str, Any]:
    """Frictionless Data Package: `files` are the resources with size, rows and SHA-256."""
    tables = {table.key: table for table in TABLES}
    return {
        "profile": "data-package",
        "name": "ocop",
        "title": "Dữ liệu mở OCOP",
        "homepage": f"{settings.OCOP_PUBLIC_URL}/du-lieu-mo/",
        "created": moment(at),
        "licenses": [{"name": licence.key, "title": licence.name, "path": licence.url}],
        "resources": [_resource(file, tables[file["table"]]) for file in files],
    }


def _resource(file: dict[str, Any], table: Table) -> dict[str, Any]:
    found = {
        "name": file["name"].replace(".", "-"),
        "title": table.vi,
        "description": f"{table.about_vi} | {table.about_en}",
        "path": file["name"],
        "format": file["format"],
        "mediatype": file["media"].split(";")[0],
        "encoding": "utf-8",
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
        "rows": file["rows"],
    }
    if file["format"] != "csv":
        return found
    fields = [_field(column) for column in table.columns]
    schema = {"fields": fields, "primaryKey": table.identity, "missingValues": [""]}
    return {**found, "profile": "tabular-data-resource", "schema": schema}


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {} if column.empty or column.kind == "list" else {"required": True}
    if column.choices:
        limits["enum"] = list(column.choices)
    described = f"{column.vi} | {column.en}"
    return {"name": column.name, "type": KINDS.get(column.kind, "string"), "description": described} | (
        {"constraints": limits} if limits else {}
    )


def csvw(table: Table, licence: Licence) -> dict[str, Any]:
    """CSV on the Web: what the columns of one file mean."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "vi"}],
        "url": f"{table.key}.csv",
        "dc:title": table.vi,
        "dc:license": {"@id": licence.url},
        "tableSchema": {
            "primaryKey": table.identity,
            "columns": [_csvw_column(column) for column in table.columns],
        },
    }


def _csvw_column(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": {"vi": column.vi, "en": column.en},
        "datatype": CSVW_KINDS.get(column.kind, "string"),
        "required": not column.empty and column.kind != "list",
    }
    return found | ({"separator": " "} if column.kind == "list" else {})


def catalogue(package: dict[str, Any], release: str, licence: Licence, at: datetime) -> dict[str, Any]:
    """DCAT: one data set per table, a distribution per file; the addresses of this release stay good."""
    base = f"{settings.OCOP_PUBLIC_URL}/du-lieu-mo"
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "spdx": "http://spdx.org/rdf/terms#",
        },
        "@id": f"{base}/",
        "@type": "dcat:Catalog",
        "dct:title": [
            {"@value": "Dữ liệu mở OCOP", "@language": "vi"},
            {"@value": "OCOP open data", "@language": "en"},
        ],
        "dct:license": {"@id": licence.url},
        "dct:modified": moment(at),
        "dcat:dataset": [_dataset(table, package, f"{base}/{release}", licence, at) for table in TABLES],
        "dcat:service": {
            "@type": "dcat:DataService",
            "dcat:endpointURL": {"@id": f"{settings.OCOP_PUBLIC_URL}/api/v1/"},
            "dcat:endpointDescription": {"@id": f"{settings.OCOP_PUBLIC_URL}/api/v1/openapi.json"},
        },
    }


def _dataset(
    table: Table, package: dict[str, Any], base: str, licence: Licence, at: datetime
) -> dict[str, Any]:
    files = [one for one in package["resources"] if one["path"].split(".")[0] == table.key]
    return {
        "@id": f"{base}/#{table.key}",
        "@type": "dcat:Dataset",
        "dct:identifier": table.key,
        "dct:title": [{"@value": table.vi, "@language": "vi"}, {"@value": table.en, "@language": "en"}],
        "dct:description": [
            {"@value": table.about_vi, "@language": "vi"},
            {"@value": table.about_en, "@language": "en"},
        ],
        "dct:issued": moment(at),
        "dct:accrualPeriodicity": {"@id": "http://purl.org/cld/freq/daily"},
        "dct:license": {"@id": licence.url},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": {"@id": f"{base}/{one['path']}"},
                "dcat:mediaType": one["mediatype"],
                "dcat:byteSize": one["bytes"],
                "spdx:checksum": {
                    "spdx:algorithm": "SHA-256",
                    "spdx:checksumValue": one["hash"].split(":")[1],
                },
            }
            for one in files
        ],
    }
