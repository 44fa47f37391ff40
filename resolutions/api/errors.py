"""Errors as JSON with a Chinese sentence in ``detail``, also those of the framework."""

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from resolutions.api.cursors import PageNotFoundError
from resolutions.http.request_size import body_size, drain_body

MAX_BODY_BYTES = 800_000  # of a request; a text of 200 KB with each character escaped
# The reason for each type of pydantic error; the names in braces are from the context of the error.
_REASONS = {
    "missing": "必须给出",
    "int_parsing": "应是整数",
    "int_type": "应是整数",
    "int_from_float": "应是整数",
    "int_parsing_size": "数字太大",
    "bool_parsing": "应是 true 或 false",
    "enum": "应是 {expected} 之一",
    "literal_error": "应是 {expected} 之一",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "string_too_short": "不能是空的",
    "string_too_long": "不能超过 {max_length} 个字符",
    "string_type": "应是文字",
    "string_unicode": "应是 UTF-8 文字",
    "string_pattern_mismatch": "含有不允许的字符",
    "model_attributes_type": "应是 JSON 对象",
    "extra_forbidden": "没有这一项",
}
_REFUSALS = {405: "这个地址只能用 {allow} 方法。", 404: "没有这个地址。接口说明见 /api/v1/openapi.json。"}


def register_error_handlers(api: NinjaAPI) -> None:
    """Register the handlers of this module."""

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        problems = [{"name": _parameter_name(detail), "reason": _reason(detail)} for detail in error.errors]
        sentence = "；".join(f"{problem['name']} {problem['reason']}" for problem in problems)
        return json_error(400, f"参数不合规定：{sentence}。", errors=problems)

    @api.exception_handler(Throttled)
    def too_many(request: HttpRequest, error: Throttled) -> HttpResponse:
        seconds = math.ceil(error.wait or 1)
        response = json_error(429, f"请求太多，请在 {seconds} 秒后再试。")
        response["Retry-After"] = str(seconds)
        return response

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        is_ours = not error.message.isascii()
        return json_error(error.status_code, error.message if is_ours else "请求的内容不是有效的 JSON。")

    @api.exception_handler(PageNotFoundError)
    def no_such_page(request: HttpRequest, error: PageNotFoundError) -> HttpResponse:
        return json_error(404, str(error), pages=error.pages)

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return json_error(404, str(error) or _REFUSALS[404])


def json_error(status: int, detail: str, **more: Any) -> JsonResponse:
    """Build an error response; ``more`` are further fields."""
    return JsonResponse({"detail": detail, **more}, status=status, json_dumps_params={"ensure_ascii": False})


def with_json_errors(view: Callable) -> Callable:
    """Decorate ``view`` to answer 413 to a body over ``MAX_BODY_BYTES`` and 405 with a sentence."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if body_size(request) > MAX_BODY_BYTES:
            drain_body(request)
            return json_error(413, "文字太长，一次最多 200 KB。")
        response = view(request, *args, **kwargs)
        if response.status_code != 405:
            return response
        refusal = json_error(405, _REFUSALS[405].format(allow=response["Allow"]))
        refusal["Allow"] = response["Allow"]
        return refusal

    return page


def json_not_found(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer 404 to a path under the API that does not exist."""
    return json_error(404, _REFUSALS[404])


def _parameter_name(error: dict[str, Any]) -> str:
    """Return the name of the parameter: the last name in the location that pydantic reports."""
    names = [str(part) for part in error.get("loc", ()) if isinstance(part, str)]
    return names[-1] if names else "请求"


def _reason(error: dict[str, Any]) -> str:
    if error.get("type") == "value_error":  # of a validator of ours, with the reason in Chinese
        return str(error["ctx"]["error"])
    reason = _REASONS.get(error.get("type", ""), "不合规定")
    context = dict(error.get("ctx") or {})
    if "expected" in context:
        names = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        context["expected"] = "、".join(name for name in names if name)
    try:
        return reason.format(**context)
    except KeyError:
        return "不合规定"
