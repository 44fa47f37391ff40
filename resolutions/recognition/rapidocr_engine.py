"""RapidOCR: the models of PaddleOCR on ONNX Runtime (https://github.com/RapidAI/RapidOCR), in a process of its own."""

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from resolutions.recognition.engine import PageReading, RecognitionError
from resolutions.recognition.grey_map import write_grey_map
from resolutions.recognition.limited_process import run_limited
from resolutions.sources import PageImage
from resolutions.sources.recognized_page import RecognizedPage

_ROOT = Path(__file__).resolve().parents[2]
_MEMORY_BYTES = 6 * 1024**3  # of address space; 1.1 GB are used


class RapidOcrEngine:
    """RapidOCR with the models inside its wheel, for simplified, traditional and Latin characters alike."""

    name = "rapidocr"

    def find_problem(self) -> str:
        """Return the reason in English why RapidOCR cannot run here."""
        if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
            return "The package rapidocr is not installed (pip install --require-hashes -r requirements-ocr.txt)."
        return ""

    def recognize(self, image: PageImage, number: int, script: str = "") -> PageReading:
        """Recognise a page; the models know all scripts, so ``script`` is not asked for."""
        command = [sys.executable, "-s", "-m", "resolutions.recognition.rapidocr_worker"]
        environment = {"PYTHONPATH": os.pathsep.join([str(_ROOT)]), "OMP_NUM_THREADS": "1"}
        answer = run_limited(command, write_grey_map(image), _MEMORY_BYTES, environment)
        try:
            return PageReading(RecognizedPage.from_json({**json.loads(answer), "number": number}))
        except (ValueError, KeyError, TypeError) as error:
            raise RecognitionError("识别程序的回答不能理解，没有认出这一页。") from error
