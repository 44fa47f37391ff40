"""The import rule of docs/design.md, "Layers", and the rules of CONTRIBUTING.md on code and templates."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("portal", "resolutions", "search")
# The packages that a package may import, from the bottom up. A module belongs to the row with the longest name
# that fits it.
DATA = {"resolutions.models", "resolutions.text"}
WITHOUT_DJANGO = {
    "resolutions.text": set(),
    "resolutions.atomic_file": set(),
    "resolutions.lru_cache": set(),
    "resolutions.batches": set(),
    "resolutions.sources": {"resolutions.text"},
    "resolutions.recognition": {"resolutions.sources"},
    "resolutions.fetching": set(),
    "resolutions.comparison": {"resolutions.text", "search.chinese"},
    "resolutions.display": {"resolutions.text"},
    "resolutions.graph": {"resolutions.text"},
    "resolutions.statistics": {"resolutions.graph", "resolutions.text"},
    "search.chinese": {"resolutions.text"},
    "search.kernels": set(),
    "search.weights": set(),
    "search.query": {"search.chinese", "resolutions.text"},
    "search.protocol": {"search.query", "resolutions.display"},
    "search.in_document": {"search.chinese", "search.protocol", "search.query"},
    "search.index": {
        "search.chinese",
        "search.kernels",
        "search.protocol",
        "search.weights",
        "resolutions.atomic_file",
        "resolutions.lru_cache",
        "resolutions.text",
    },
    "search.results": {"search.chinese", "search.index", "search.kernels", "search.protocol", "search.query"}
    | {"search.weights", "resolutions.display", "resolutions.text"},
}
WHOOSH_INTERNALS = {"search.index", "search.results"}
WHOOSH_ENGINE = "search.whoosh_engine"  # pages, API and indexing reach an engine only through the protocol
OPENSEARCH_ENGINE = "search.opensearch_engine"  # ranks and shows fetched documents as Whoosh's are
WITH_DATABASE = {
    "resolutions.apps": set(),
    "resolutions.interface": {"resolutions.display", "resolutions.text"},
    "resolutions.advisory_lock": set(),
    "resolutions.models": {"resolutions.text"},
    "resolutions.migrations": set(),
    "resolutions.fetching.configured": {"resolutions.advisory_lock", "resolutions.fetching"},
    "resolutions.stubs": DATA,
    "resolutions.forms": {"resolutions.models"},
    "resolutions.exports": DATA | {"resolutions.atomic_file", "resolutions.display", "resolutions.graph"},
    "resolutions.http": DATA
    | {"resolutions.atomic_file", "resolutions.display", "resolutions.exports", "resolutions.interface"}
    | {"resolutions.lru_cache"},
    "resolutions.graph.network_queries": {"resolutions.graph", "resolutions.models"},
    "resolutions.statistics.queries": DATA
    | {"resolutions.graph", "resolutions.graph.network_queries", "resolutions.statistics"},
    "search.apps": set(),
    "search.query.symbol_lookup": DATA | {"resolutions.display", "search.query"},
    "search.catalogue_table": {"resolutions.models", "resolutions.statistics.queries", "search.chinese"},
    "search.catalogue_search": {"resolutions.models", "resolutions.statistics.queries"}
    | {"search.catalogue_table", "search.chinese", "search.protocol", "search.query"},
    "search.document_facts": DATA | {"resolutions.statistics.queries", "search.catalogue_table", "search.protocol"},
    "search.search_indexes": {"resolutions.models", "search.protocol"},
    "search.background_rebuild": set(),
    "search.engine": {"search.background_rebuild", "search.chinese", "search.protocol"},
    "search.english": {"resolutions.display", "resolutions.models", "resolutions.statistics.queries"}
    | {"resolutions.text", "search.engine", "search.protocol", "search.query"},
    "resolutions.terms": {"resolutions.models", "resolutions.statistics.queries"}
    | {"resolutions.text", "search.chinese", "search.english", "search.protocol", "search.query"},
    "search.haystack_engine": {"resolutions.models", "search.chinese", "search.protocol", "search.query"}
    | {"search.search_indexes"},
    "search.whoosh_engine": {"resolutions.models", "search.background_rebuild", "search.chinese"}
    | {"search.haystack_engine", "search.protocol"}
    | WHOOSH_INTERNALS,
    "search.opensearch_engine": {"resolutions.advisory_lock", "resolutions.lru_cache", "resolutions.models"}
    | {"search.background_rebuild", "search.chinese", "search.haystack_engine", "search.protocol", "search.query"}
    | {"search.kernels", "search.weights"}
    | WHOOSH_INTERNALS,
    "search.name_suggestions": {"resolutions.interface", "resolutions.models", "resolutions.statistics.queries"}
    | {"search.catalogue_table", "search.chinese", "search.protocol"},
    "search.suggestions": {"resolutions.statistics.queries", "search.chinese", "search.engine", "search.protocol"}
    | {"resolutions.interface", "search.name_suggestions"},
    "search.change_log": {"resolutions.advisory_lock", "resolutions.atomic_file", "resolutions.models"},
    "search.indexing": {"resolutions.models", "search.background_rebuild", "search.engine", "search.protocol"}
    | {"search.change_log", "search.search_indexes"},
    "search.follower": {"search.indexing"},
    "resolutions.writing": DATA
    | {"resolutions.atomic_file", "resolutions.batches", "resolutions.comparison", "resolutions.display"}
    | {"resolutions.advisory_lock", "resolutions.stubs"},
    "resolutions.writing.page_recognition": {"resolutions.models", "resolutions.sources"},
    "resolutions.writing.publish": DATA
    | {"resolutions.sources", "resolutions.writing", "resolutions.writing.page_recognition", "search.indexing"},
    "resolutions.loading": DATA
    | {"resolutions.atomic_file", "resolutions.batches", "resolutions.sources", "resolutions.writing"},
    "resolutions.jobs": {"resolutions.models", "resolutions.advisory_lock"},
    "resolutions.pages": DATA
    | {"resolutions.display", "resolutions.exports", "resolutions.graph", "resolutions.interface"}
    | {"resolutions.statistics", "resolutions.statistics.queries", "resolutions.stubs"}
    | {"search.in_document", "search.query"},
}
DESK = {"resolutions.desk", "resolutions.writing", "resolutions.writing.publish", "resolutions.sources"}
RECOGNITION = {"resolutions.recognition", "resolutions.writing.page_recognition"}
PAGES = {
    "search.pages": DATA
    | {"search.protocol"}
    | {"resolutions.display", "resolutions.exports", "resolutions.http", "search.catalogue_search", "search.engine"}
    | {"search.catalogue_table", "search.document_facts", "search.query", "search.query.symbol_lookup"}
    | {"resolutions.interface", "resolutions.statistics.queries", "search.english", "search.suggestions"},
    "search.templatetags": {"resolutions.interface", "resolutions.text"},
    "search.management": {"resolutions.models", "search.chinese", "search.indexing"},
    "search.urls": {"search.pages"},
    "resolutions.desk": (DATA | DESK - {"resolutions.desk"})
    | {"resolutions.comparison", "resolutions.display", "search.indexing", "resolutions.stubs"}
    | {"resolutions.fetching", "resolutions.fetching.configured", "resolutions.jobs", "resolutions.loading"}
    | {"resolutions.interface"}
    | RECOGNITION,
    "resolutions.views": DATA
    | {"resolutions.comparison", "resolutions.display", "resolutions.exports", "resolutions.forms"}
    | {
        "resolutions.graph",
        "resolutions.graph.network_queries",
        "resolutions.http",
        "resolutions.interface",
        "resolutions.pages",
        "resolutions.stubs",
    }
    | {"resolutions.statistics", "resolutions.statistics.queries", "resolutions.terms"}
    | {"search.chinese", "search.engine", "search.pages", "search.protocol"},
    "resolutions.api": DATA
    | {"resolutions.display", "resolutions.exports", "resolutions.http", "resolutions.pages"}
    | {"search.catalogue_search", "search.engine", "search.pages", "search.query.symbol_lookup"}
    | {"search.catalogue_table", "search.protocol", "resolutions.statistics.queries"},
    "resolutions.admin": DATA
    | DESK
    | {"resolutions.atomic_file", "resolutions.display", "resolutions.http", "resolutions.interface"}
    | {"resolutions.jobs", "resolutions.pages"},
    "resolutions.templatetags": DATA
    | {"resolutions.desk", "resolutions.writing"}
    | {"resolutions.exports", "resolutions.interface", "resolutions.pages", "search.protocol"},
    "resolutions.management": DATA
    | DESK
    | {"resolutions.atomic_file", "resolutions.exports", "resolutions.jobs", "resolutions.loading"}
    | {"resolutions.fetching", "resolutions.fetching.configured", "search.follower", "search.indexing"},
    "resolutions.job_handlers": {"resolutions.models", "resolutions.desk", "resolutions.jobs", "resolutions.loading"}
    | {"resolutions.writing", "resolutions.writing.publish", "resolutions.fetching.configured", "search.indexing"}
    | {"resolutions.writing.page_recognition"},
    "resolutions.urls": {"resolutions.api", "resolutions.views"},
}
LAYERS = {**WITHOUT_DJANGO, **WITH_DATABASE, **PAGES}
LAYERS["portal"] = set(LAYERS)
STANDARD_LIBRARY_ALONE = "resolutions.text"
MARKUP_IN_PYTHON = {"Markup", "mark_safe", "SafeString", "SafeText", "SafeData", "format_html", "format_html_join"}
# A migration is run by code that it does not know yet: it brings its own words, and models come from its history.
FOR_MIGRATIONS = ("django.db", "django.conf.settings", "django.contrib.postgres")
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "haystack.signals")


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path, when_run: bool = False) -> Iterator[str]:
    """Yield every module that the file imports, also inside functions; ``from a import b`` gives ``a.b``.

    With ``when_run``, imports that only a type checker sees are left out.
    """
    package = list(path.relative_to(ROOT).parts[:-1])
    tree = ast.parse(path.read_text())
    unseen = {node for test in ast.walk(tree) if when_run and is_for_type_checkers(test) for node in ast.walk(test)}
    for node in ast.walk(tree):
        if node in unseen:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def is_for_type_checkers(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def within(module: str, part: str) -> bool:
    return module == part or module.startswith(f"{part}.")


def layer(module: str) -> str | None:
    return max((part for part in LAYERS if within(module, part)), key=len, default=None)


def forbidden(module: str, imported: str) -> bool:
    part, top = layer(module), imported.partition(".")[0]
    if top in OURS:
        return imported not in OURS and layer(imported) not in {part, *LAYERS[part]}
    if part == STANDARD_LIBRARY_ALONE:
        return top not in sys.stdlib_module_names
    return part in WITHOUT_DJANGO and top in ("django", "haystack")


def may_migrate(imported: str) -> bool:
    return imported.partition(".")[0] in sys.stdlib_module_names or any(
        within(imported, part) for part in FOR_MIGRATIONS
    )


@pytest.mark.parametrize("path", python_files(*OURS), ids=module_name)
def test_a_module_imports_only_what_lies_below_it(path):
    module = module_name(path)
    assert layer(module) or module in OURS, f"{module} has no place in LAYERS"
    if layer(module):
        assert [name for name in imports(path) if forbidden(module, name)] == []


def test_no_package_imports_another_in_a_circle():
    """``static_order`` raises with the circle; a sub-package with its own row counts apart from its parent."""
    order = list(TopologicalSorter(LAYERS).static_order())
    assert order.index("resolutions.text") < order.index("search.index") < order.index("resolutions.views")


def children_of(package: str) -> dict[str, set[str]]:
    """Map each module or sub-package of ``package`` to those of its neighbours that it imports when it runs."""
    names = {module_name(path) for path in python_files(*OURS)}
    graph: dict[str, set[str]] = {}
    for path in python_files(*OURS):
        if child := child_of(package, module_name(path)):
            imported = {child_of(package, name) for name in imports(path, when_run=True)}
            graph.setdefault(child, set()).update(name for name in imported if name in names and name != child)
    return graph


def child_of(package: str, module: str) -> str | None:
    return ".".join(module.split(".")[: package.count(".") + 2]) if within(module, package) else None


@pytest.mark.parametrize("package", [module_name(path) for path in python_files(*OURS) if path.stem == "__init__"])
def test_the_modules_and_sub_packages_of_a_package_are_acyclic(package):
    """This also covers sub-packages without a row of their own, such as ``resolutions.text.citations``."""
    assert list(TopologicalSorter(children_of(package)).static_order()) is not None


def test_the_classes_of_a_package_have_different_names():
    """A reader who searches a package for a class finds one. Django names all commands and migrations alike."""
    names = [
        (module_name(path).rpartition(".")[0], node.name)
        for path in python_files(*OURS)
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef)
        and node.name not in ("Command", "Migration")
        and not node.name.startswith("_")
    ]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_every_row_of_the_table_has_its_package():
    names = {module_name(path) for path in python_files(*OURS)}
    assert [part for part in LAYERS if part not in names] == []


def test_only_the_engines_may_import_the_modules_that_read_its_index():
    inside = {WHOOSH_ENGINE, OPENSEARCH_ENGINE, *WHOOSH_INTERNALS, "portal"}
    assert [part for part, allowed in LAYERS.items() if part not in inside and allowed & WHOOSH_INTERNALS] == []
    assert [name for name in LAYERS["portal"] & WHOOSH_INTERNALS if imports_of("portal", name)] == []


def imports_of(package: str, name: str) -> list[str]:
    """Return the modules of ``package`` that import ``name`` or what is in it."""
    paths = python_files(package)
    return [module_name(path) for path in paths if any(within(imported, name) for imported in imports(path))]


def test_every_permission_of_the_table_is_used():
    """An unused permission would let a later import upwards pass."""
    used: dict[str, set[str | None]] = {}
    for path in python_files(*OURS):
        if part := layer(module_name(path)):
            used.setdefault(part, set()).update(layer(name) for name in imports(path))
    unused = {part: allowed - used[part] for part, allowed in LAYERS.items() if part != "portal"}
    assert {part: left for part, left in unused.items() if left} == {}


@pytest.mark.parametrize(
    "module, imported, is_forbidden",
    [
        ("resolutions.text.citations", "re", False),
        ("resolutions.text.citations", "django.db.models", True),
        ("resolutions.text.citations", "numpy", True),
        ("resolutions.sources.pdf", "django.conf.settings", True),
        ("resolutions.models", "resolutions.writing.ingest.ingest_document", True),
        ("resolutions.writing.ingest", "search.indexing.update_documents", True),
        ("search.indexing", "resolutions.writing.ingest.ingest_document", True),
        ("search.indexing", "resolutions.writing.publish.ingest_file", True),
        ("search.indexing", "search.pages.views.search_results", True),
        ("search.chinese.cover", "search.indexing.update_documents", True),
        ("search.chinese.cover", "resolutions.models.Document", True),
        ("search.whoosh_engine.engine", "search.index.snapshot.SnapshotManager", False),
        ("search.pages.views", "search.index.snapshot.SnapshotManager", True),
        ("search.indexing", "search.index.maintenance.rebuild_index", True),
        ("search.haystack_engine.backend", "search.results.answer.Searcher", True),
        ("search.pages.views", "search.whoosh_engine.engine.WhooshEngine", True),
        ("search.pages.views", "search.opensearch_engine.engine.OpenSearchEngine", True),
        ("search.opensearch_engine.answers.searcher", "search.results.answer.Searcher", False),
        ("search.opensearch_engine.engine", "search.whoosh_engine.engine.WhooshEngine", True),
        ("resolutions.admin", "resolutions.writing.publish.ingest_file", False),
        ("resolutions.views.documents", "portal.settings", True),
    ],
)
def test_the_rule_distinguishes_up_from_down(module, imported, is_forbidden):
    assert forbidden(module, imported) is is_forbidden


@pytest.mark.parametrize("path", python_files(*OURS), ids=module_name)
def test_no_signals_and_no_markup_in_python(path):
    found = [name for name in imports(path) if any(within(name, signals) for signals in SIGNALS)]
    found += [name for name in imports(path) if name.rpartition(".")[2] in MARKUP_IN_PYTHON]
    assert found == []


@pytest.mark.parametrize("path", [path for path in python_files(*OURS) if "migrations" in path.parts], ids=module_name)
def test_a_migration_imports_no_live_code(path):
    assert [name for name in imports(path) if not may_migrate(name)] == []


@pytest.mark.parametrize(
    "imported, allowed",
    [
        ("django.db.migrations", True),
        ("django.db.models.deletion", True),
        ("django.contrib.postgres.fields", True),
        ("datetime.date", True),
        ("resolutions.text.parsed.ParagraphKind", False),
        ("search.indexing", False),
        ("portal.publishing.take_in", False),
        ("django.apps.apps", False),
        ("django.contrib.auth.management.create_permissions", False),
        ("django.contrib.contenttypes.models.ContentType", False),
    ],
)
def test_the_rule_for_migrations_tells_live_code_from_history(imported, allowed):
    assert may_migrate(imported) is allowed


@pytest.mark.parametrize("path", python_files("resolutions/models"), ids=module_name)
def test_what_happens_on_writing_is_not_hidden_in_models(path):
    functions = [node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
    assert {"save", "delete"}.isdisjoint(functions)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates").rglob("*.*")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_templates_escape_and_hold_no_code_or_style(path):
    text = path.read_text()
    markup = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text)
    assert not re.search(r"\|\s*safe\b|autoescape\s+(off|false)|safeseq", text)
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:", markup)
    assert all("src=" in tag or "application/" in tag for tag in re.findall(r"<script[^>]*>", markup))
