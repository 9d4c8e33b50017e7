"""Sphinx configuration: builds offline, without a warning."""

import json
import sys
from importlib.metadata import version as installed_version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "dipevents"
author = "The dipevents developers"
copyright = "2026, the dipevents developers"
release = version = installed_version("dipevents")

extensions = [
    "rule_pages",
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinxcontrib.autodoc_pydantic",
    "sphinx_copybutton",
    "sphinx_design",
]
myst_enable_extensions = ["colon_fence", "deflist", "substitution"]
# What tools/evaluation_figures.py measured, for explanation/evaluation.md.
myst_substitutions = json.loads(
    (Path(__file__).parent / "explanation" / "figures.json").read_text(encoding="utf-8")
)
myst_heading_anchors = 3
exclude_patterns = ["_build", "**/_table.md", "_changes.md", "_ext"]
html_theme = "furo"
html_title = f"dipevents {release}"
html_static_path = ["_static"]
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1f5f8b"},
    "dark_css_variables": {"color-brand-primary": "#7fbfe8"},
}
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_format = "short"
autodoc_type_aliases = {"Granularity": "Granularity", "Basis": "Basis"}
napoleon_google_docstring = True
napoleon_numpy_docstring = False

autodoc_pydantic_model_show_json = False
autodoc_pydantic_model_show_config_summary = False
autodoc_pydantic_model_show_validator_members = False
autodoc_pydantic_model_show_validator_summary = False
autodoc_pydantic_model_show_field_summary = False
autodoc_pydantic_field_list_validators = False
autodoc_pydantic_model_member_order = "bysource"
autodoc_pydantic_model_undoc_members = True

nitpick_ignore_regex = [
    # The standard library, pydantic, spaCy and pandas have no inventory offline.
    (r"py:.*", r"(pydantic|spacy|pandas|pd|pa|pyarrow|numpy|nx|pyspark)(\..*)?"),
    (r"py:.*", r"(annotated_types\..*|ge=\d+|DataFrame)"),
    # Aliases of types, shown as they are.
    (r"py:.*", r"(.*\.)?(FailureKind|Nodes|Row|Scope|Timed|_Names|_Fingerprints)"),
    (r"py:.*", r"(collections|typing|datetime|pathlib|os|enum|abc|types)(\..*)?"),
    (r"py:.*", r"(str|int|float|bool|bytes|dict|list|tuple|set|frozenset|None|object)"),
    (
        r"py:.*",
        r"(Any|Callable|Iterable|Iterator|Sequence|Mapping|Literal|Path|date|datetime)",
    ),
    (
        r"py:.*",
        r"(PathLike|Exception|ValueError|TypeError|KeyError|BaseModel|Doc|Token|Ellipsis)",
    ),
]

doctest_global_setup = """
import os
import dipevents
"""
