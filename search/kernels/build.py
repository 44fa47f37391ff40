"""Compile the kernels of the search: ``python -m search.kernels.build``.

It needs Cython, setuptools, a C compiler and the headers of Python. Without the compiled kernels the search answers
the same, only slower.
"""

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy

from search.kernels import DIGEST_FILE, FOLDER, SOURCE, compute_digest

# No fused multiplication and addition: a sum of scores is rounded as numpy rounds it.
MACROS = [("NPY_NO_DEPRECATED_API", "NPY_2_0_API_VERSION")]
COMPILE_ARGUMENTS = ["-O2", "-ffp-contract=off", "-g0"]


def build(folder: Path = FOLDER) -> Path:
    """Compile the kernels into ``folder`` and return the file; the digest is written last."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    cythonize: Any = import_module("Cython.Build").cythonize  # without types, if it is installed at all
    DIGEST_FILE.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        name = f"{__package__}.compiled"
        headers = [numpy.get_include()]
        extension = Extension(name, [str(SOURCE)], headers, MACROS, extra_compile_args=COMPILE_ARGUMENTS)
        distribution = Distribution(
            {"name": "kernels", "ext_modules": cythonize([extension], build_dir=temporary, quiet=True)}
        )
        command = build_ext(distribution)
        command.build_temp, command.build_lib = temporary, temporary
        command.ensure_finalized()
        command.run()
        built = Path(command.get_ext_fullpath(name))
        target = folder / built.name
        target.unlink(missing_ok=True)  # a process may have it open
        target.write_bytes(built.read_bytes())
    DIGEST_FILE.write_text(compute_digest())
    return target


if __name__ == "__main__":
    sys.stdout.write(f"{build()}\n")
