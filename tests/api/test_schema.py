"""Everything the schema allows is answered as the schema says, and what it forbids is refused, never a crash."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from jsonschema.validators import Draft202012Validator

from portal.wsgi import application

pytestmark = pytest.mark.django_db(transaction=True)  # the application ends its connection after each request
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@schema.parametrize()
@settings(
    max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
def test_the_api_does_what_its_schema_says(case, seeds):
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
