"""How Sphinx builds the documentation."""

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS / "_ext"))

project = "creditrules"
author = "The creditrules authors"
copyright = "2026, The creditrules authors"
release = installed_version("creditrules")
version = release

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "lawdata",
    "plainattributes",
    "publicnames",
]
exclude_patterns = ["_build", "_generated"]
language = "en"

# The data that the law reference is written from, and where that page goes.
lawdata_source = str(DOCS.parent / "src" / "creditrules" / "law" / "data")
lawdata_page = "_generated/law-data.md"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autoclass_content = "class"
autodoc_class_signature = "mixed"
autodoc_default_options = {"members": True, "undoc-members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

add_module_names = False
python_display_short_literal_types = True

nitpicky = True
# Names that live outside this library. They are not linked: the build needs no network.
nitpick_ignore_regex = [
    (r"py:.*", r"(abc|argparse|collections|datetime|decimal|enum|fractions|functools)\..+"),
    (r"py:.*", r"(importlib|io|numbers|os|pathlib|types|typing|typing_extensions)\..+"),
    (r"py:.*", r"(attr|attrs|babel|cattr|cattrs|dateutil)\..+"),
    (r"py:.*", r"matplotlib\..+"),
    # Type variables and the parameters of a type are not documented objects.
    (r"py:.*", r"(.*\.)?_?[A-Z]\w{0,2}(_co|_contra)?"),
    # The keyword facts of `ceilings` and `check`, which `ceilings` explains one by one.
    (r"py:class", r"creditrules\.limits\.compare\.Facts"),
    # How a signature spells a default or an annotation that is no name.
    (r"py:class", r"(\.\.\.|optional)"),
]

html_theme = "furo"
html_title = f"creditrules {release}"
html_show_sourcelink = False
