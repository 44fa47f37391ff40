"""Refusal of parameters that an endpoint does not have: a misspelled one would otherwise be ignored."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Schema

from resolutions.api.errors import json_error

_LONGEST_NAME = 40  # characters of an unknown name that are repeated


def only_parameters(
    schema: type[Schema] | None = None, ignored: tuple[str, ...] = ()
) -> Callable[[Callable], Callable]:
    """Decorate an operation to answer 400 to a parameter in the address that ``schema`` does not have.

    Parameters that are ``ignored`` have no meaning here, but are sent by programs that ask several addresses alike.
    """
    known = parameter_names(schema)

    def decorate(run: Callable) -> Callable:
        @wraps(run)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            given = [name for name in request.GET if name not in ignored]
            return refuse_unknown(given, known) or run(request, *args, **kwargs)

        return checked

    return decorate


def parameter_names(schema: type[Schema] | None) -> tuple[str, ...]:
    """Return the names of the parameters as they are written in an address."""
    return tuple(field.alias or name for name, field in schema.model_fields.items()) if schema else ()


def refuse_unknown(given: Iterable[str], known: tuple[str, ...]) -> HttpResponse | None:
    """Return the 400 that names the unknown parameters; None when all of ``given`` are known."""
    unknown = [name[:_LONGEST_NAME] for name in given if name not in known]
    if not unknown:
        return None
    offered = f"可用的是 {'、'.join(known)}" if known else "这个地址不用参数"
    errors = [{"name": name, "reason": "没有这个参数"} for name in unknown]
    return json_error(400, f"没有这个参数：{'、'.join(unknown)}。{offered}。", errors=errors)
