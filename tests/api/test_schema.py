"""Everything the schema allows is answered as the schema says, and what it forbids is refused, never a crash."""

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, settings
from jsonschema.validators import Draft202012Validator

from portal.wsgi import application

pytestmark = pytest.mark.django_db(transaction=True)  # the application ends its connection after each request
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def has_reversed_span(case) -> bool:
    """Return whether a span of years ends before it begins: refused by test_parameters.py, no schema can say it."""
    given = [container.get("year") for container in (case.query, case.body) if isinstance(container, dict)]
    values = [one for years in given for one in (years if isinstance(years, list) else [years])]
    spans = [value.split("-") for value in values if isinstance(value, str) and value.count("-") == 1]
    return any(last and last < first for first, last in spans)


@schema.parametrize()
@settings(
    max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
def test_the_api_does_what_its_schema_says(case, seeds):
    assume(not has_reversed_span(case))
    uncompressed = {"Accept-Encoding": "identity"}  # the in-process client does not unpack
    case.call_and_validate(headers=uncompressed)


def test_the_schema_is_openapi_3_1_and_lists_every_address(client):
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    assert {path.removeprefix("/api/v1/") for path in described["paths"]} == {
        "documents", "documents/{symbol}", "paragraphs", "citations", "resolve", "search",
    }  # fmt: skip
    for name, component in described["components"]["schemas"].items():
        Draft202012Validator.check_schema(component)
        fields = component.get("properties", {})
        assert all("description" in field or "$ref" in str(field) for field in fields.values()), name


def test_a_generated_client_has_a_name_that_python_can_install(client):
    """Generators such as openapi-python-client make the package's name of the title, in kebab and snake case."""
    described = client.get("/api/v1/openapi.json").json()
    words = re.findall(r"[^\W_]+", described["info"]["title"])
    package = "_".join(word.lower() for word in words) + "_client"
    assert package.isascii() and package.isidentifier()
    operations = [operation for path in described["paths"].values() for operation in path.values()]
    names = [name for operation in operations for name in (operation["operationId"], *operation.get("tags", []))]
    assert all(
        re.fullmatch(r"[A-Za-z][\w.-]*", name, re.ASCII) for name in (*names, *described["components"]["schemas"])
    )
