"""The API object with its routers, error handlers, rate limit and addresses."""

from typing import Any

from django.urls import URLPattern, URLResolver, re_path
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from resolutions.api import endpoints, resolve_endpoint, search_endpoint
from resolutions.api.errors import json_not_found, register_error_handlers, with_json_errors
from resolutions.api.head_requests import with_head
from resolutions.api.rate_limit import PerMinuteThrottle


class UnescapedJSONRenderer(JSONRenderer):
    """JSON with Chinese characters instead of escapes: shorter, and readable for people."""

    json_dumps_params = {"ensure_ascii": False}


class PortalAPI(NinjaAPI):
    """API with a schema in Chinese throughout."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """Build the schema without the descriptions of components, which are English docstrings."""
        schema = super().get_openapi_schema(**kwargs)
        for component in schema["components"]["schemas"].values():
            component.pop("description", None)
        return schema


api = PortalAPI(
    title="UNSC Resolutions in Chinese",  # ASCII: generators of clients make the name of a package of it
    version="1",
    description=(
        "安理会决议文库的只读接口。出错时答以 JSON，detail 是一句中文；列表以 next 翻页；答复带 ETag。"
        "引文由程序辨认，可能有误"
    ),
    docs_url=None,  # its page needs scripts of other hosts, which the security policy forbids
    renderer=UnescapedJSONRenderer(),
    throttle=PerMinuteThrottle(),
    urls_namespace="api",
)
register_error_handlers(api)
for part in (endpoints, resolve_endpoint, search_endpoint):
    api.add_router("", part.router)


def api_urlpatterns() -> list[URLPattern | URLResolver]:
    """Return the addresses of the API, each with etag and JSON errors; any other path under it is a JSON 404."""
    patterns, _, _ = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = with_head(conditional_page(with_json_errors(pattern.callback)))
    return [*patterns, re_path(r"^(?P<rest>.*)$", json_not_found)]
