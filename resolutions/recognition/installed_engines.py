"""The engine that the operator has chosen, if it is installed."""

from resolutions.recognition.engine import Engine
from resolutions.recognition.rapidocr_engine import RapidOcrEngine
from resolutions.recognition.tesseract import TesseractEngine

AUTO, NONE = "auto", "none"
_ENGINES: dict[str, Engine] = {engine.name: engine for engine in (TesseractEngine(), RapidOcrEngine())}
ENGINE_CHOICES = (AUTO, NONE, *_ENGINES)


def find_engine(name: str) -> Engine | None:
    """Return the engine of a setting, or None where it is not installed.

    ``auto`` is the first engine that is installed, ``none`` no engine.
    """
    wanted = _ENGINES.values() if name == AUTO else [_ENGINES[name]] if name in _ENGINES else []
    return next((engine for engine in wanted if not engine.find_problem()), None)


def find_engine_problem(name: str) -> str:
    """Return the reason in English why the engine that was asked for by name cannot run; empty when it can."""
    return _ENGINES[name].find_problem() if name in _ENGINES else ""
