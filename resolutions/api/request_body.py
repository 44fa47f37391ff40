"""Parameters in the body of a request, as JSON or as a form, read like those of an address."""

import json
from typing import Any, get_origin

import pydantic
from django.http import HttpRequest, QueryDict
from ninja import Schema
from ninja.errors import HttpError, ValidationError

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def describe_body(schema: type[Schema]) -> dict[str, Any]:
    """Return the request body of ``schema`` for OpenAPI."""
    whole = schema.model_json_schema() | {"additionalProperties": False}
    for one in whole["properties"].values():
        if one.get("type") == "array":  # a single value is read as a list of one
            listed = {key: one.pop(key) for key in ("type", "items", "maxItems") if key in one}
            one["anyOf"] = [listed, listed["items"]]
    described = {"schema": whole}
    return {"required": True, "content": {"application/json": described, _FORMS[0]: described}}


def read_body(request: HttpRequest, schema: type[Schema]) -> QueryDict:
    """Return the parameters of ``schema`` that the body has.

    Raises ``HttpError`` 400 for a malformed body, 415 for one of another type.
    """
    if request.content_type in _FORMS:
        return request.POST
    if request.content_type != "application/json":
        raise HttpError(415, "请求的内容应是 JSON 或表单。")
    try:
        values = json.loads(request.body)
    except (ValueError, RecursionError):
        raise HttpError(400, "请求的内容不是有效的 JSON。") from None
    if not isinstance(values, dict):
        raise HttpError(400, "请求的内容应是 JSON 对象。")
    parameters = QueryDict(mutable=True)
    for name, value in values.items():
        kind = int if name in schema.model_fields and schema.model_fields[name].annotation is int else str
        parameters.setlist(name, [_write(name, one, kind) for one in (value if isinstance(value, list) else [value])])
    return parameters


def _write(name: str, value: Any, kind: type) -> str:
    """Write a JSON value as in an address. Raises ``HttpError`` 400 for one that is not of ``kind``."""
    if isinstance(value, kind) and not isinstance(value, bool):
        return str(value)
    raise HttpError(400, f"参数不合规定：{name[:40]} 应是{'整数' if kind is int else '文字'}。")


def validate_parameters(schema: type[Schema], parameters: QueryDict) -> None:
    """Raise the ``ValidationError`` of django-ninja if ``parameters`` are none of ``schema``."""
    lists = {name for name, field in schema.model_fields.items() if get_origin(field.annotation) is list}
    values = {name: parameters.getlist(name) if name in lists else parameters[name] for name in parameters}
    try:
        schema.model_validate(values)
    except pydantic.ValidationError as error:
        raise ValidationError(error.errors()) from None  # type: ignore[arg-type]
