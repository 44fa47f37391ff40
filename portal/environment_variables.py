"""Read and check environment variables; the settings and gunicorn's configuration share the rules.

A variable that is unset or empty has its default. Compose passes unset variables as empty ones.
Every function raises ``ImproperlyConfigured`` with one sentence when the value cannot be used.
"""

import os

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS, FALSE_WORDS = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
SHORTEST_SECRET = 50  # characters; the limit of Django's check security.W009
FEWEST_CHARACTERS_OF_SECRET = 5  # different ones; as in security.W009


def required_env(name: str, advice: str) -> str:
    """Return the value of a variable without a default."""
    if value := os.environ.get(name):
        return value
    raise ImproperlyConfigured(f"{name} is not set: {advice}")


def env_flag(name: str, default: bool = False) -> bool:
    """Return a variable as true or false; upper and lower case are alike."""
    text = os.environ.get(name) or str(int(default))
    word = text.strip().lower()
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return word in TRUE_WORDS
    raise ImproperlyConfigured(f"{name} must be one of {', '.join((*TRUE_WORDS, *FALSE_WORDS))}, not {text!r}.")


def env_number(name: str, default: int) -> int:
    """Return a variable as a whole number of at least 1."""
    text = os.environ.get(name) or str(default)
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise ImproperlyConfigured(f"{name} must be a whole number of at least 1, not {text!r}.")
    return int(text)


def env_choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    """Return a variable as one of ``choices``; upper and lower case are alike."""
    word = (os.environ.get(name) or default).strip().lower()
    if word in choices:
        return word
    raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {word!r}.")


def env_list(name: str, default: str = "") -> list[str]:
    """Return the items of a comma-separated variable, without blanks and empty items."""
    return [item.strip() for item in (os.environ.get(name) or default).split(",") if item.strip()]


def env_log_level(name: str, default: str) -> str:
    """Return a variable as a level of Python's logging, in upper case."""
    text = os.environ.get(name) or default
    if text.upper() not in LOG_LEVELS:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(LOG_LEVELS)}, not {text!r}.")
    return text.upper()


def secret_key(name: str, advice: str, may_be_weak: bool) -> str:
    """Return a variable as the secret that signs sessions; a weak one only with ``may_be_weak``."""
    value = required_env(name, advice)
    if may_be_weak or (len(value) >= SHORTEST_SECRET and len(set(value)) >= FEWEST_CHARACTERS_OF_SECRET):
        return value
    raise ImproperlyConfigured(
        f"{name} is too weak: it needs {SHORTEST_SECRET} characters, {FEWEST_CHARACTERS_OF_SECRET} of them different; "
        'python3 -c "import secrets; print(secrets.token_urlsafe(50))" prints a good one.'
    )
