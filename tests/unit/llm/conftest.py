"""The stub server, importable by its own name (test modules are no package)."""

import importlib.util
import sys
from pathlib import Path

_SPEC = importlib.util.spec_from_file_location(
    "tests_llm_stub", Path(__file__).with_name("stub.py")
)
assert _SPEC is not None
assert _SPEC.loader is not None
_MODULE = importlib.util.module_from_spec(_SPEC)
sys.modules["tests_llm_stub"] = _MODULE
_SPEC.loader.exec_module(_MODULE)
