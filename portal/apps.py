"""Django configuration of the project package, with its system checks."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from resolutions.interface.catalogue_files import find_unbuilt_catalogues
from resolutions.recognition.installed_engines import find_engine_problem
from resolutions.sources.office.conversion import find_missing_office
from search.engine import search_engine


class PortalConfig(AppConfig):
    """The project: commands of the server and checks of the settings."""

    name = "portal"

    def ready(self) -> None:
        """Register the checks."""
        register(check_recognition_engine)
        register(check_office)
        register(check_search_engine)
        register(check_languages)


def check_recognition_engine(**options: Any) -> list[CheckMessage]:
    """Warn when the engine that OCR_ENGINE names is not installed; scans are then refused with a sentence."""
    problem = find_engine_problem(settings.OCR_ENGINE)
    if not problem:
        return []
    message = f"OCR_ENGINE is {settings.OCR_ENGINE}, which cannot run here: scanned files are refused."
    return [Warning(message, hint=problem, id="portal.W001")]


def check_languages(**options: Any) -> list[CheckMessage]:
    """Warn when catalogues of the interface are missing or older than their source."""
    if not (missing := find_unbuilt_catalogues()):
        return []
    hint = f"Run `python -m resolutions.interface.build`; missing or old: {', '.join(missing)}."
    return [Warning("Traditional Chinese and English of the interface are not built.", hint=hint, id="portal.W004")]


def check_office(**options: Any) -> list[CheckMessage]:
    """Warn when the program that SOFFICE names is not installed; old Word files are then refused with a sentence."""
    missing = find_missing_office()
    if not missing:
        return []
    hint = "Debian: apt install libreoffice-writer-nogui; SOFFICE=none for no conversion."
    return [Warning(f"SOFFICE is {missing}, which is no program: DOC files are refused.", hint=hint, id="portal.W002")]


def check_search_engine(**options: Any) -> list[CheckMessage]:
    """Warn when the engine of SEARCH_URL cannot answer; documents stay readable, and publishing goes on."""
    problem = search_engine().find_problem()
    if not problem:
        return []
    return [Warning("The search engine of SEARCH_URL cannot answer.", hint=problem, id="portal.W003")]
