"""The files that the console offers: those of the history API, whose exporters it may not import."""

from application.ports.person_vault import PersonVault
from interfaces.api.console.endpoints.exports import JSON_LINES, Exports, FileFormat
from interfaces.api.history.exports.lines import CSV, NDJSON, as_csv, as_ndjson
from interfaces.api.history.exports.parquet import PARQUET, as_parquet


def console_exports(persons: PersonVault) -> Exports:
    """Return the formats of files, and the vault that opens personal data for readers who may see it."""
    formats = {
        "csv": FileFormat(label="CSV", media_type=CSV, file_name="events.csv", export=as_csv),
        "parquet": FileFormat(
            label="Parquet", media_type=PARQUET, file_name="events.parquet", export=as_parquet
        ),
        "cloudevents": FileFormat(
            label=JSON_LINES,
            media_type=NDJSON,
            file_name="events.ndjson",
            export=as_ndjson,
        ),
    }
    return Exports(formats=formats, persons=persons)
