"""`lagebild schema`: the JSON Schema of a report."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of a report, as committed in docs/report.schema.json."""
    print(schema_text(), end="")


def schema_text() -> str:
    """The schema as it is committed: indented, keys sorted, so that a change shows as a small diff."""
    import json

    from lagebild.records import json_schema

    return json.dumps(json_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
