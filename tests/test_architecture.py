"""Holds the house: directions, edges, sizes, types and names, measured on the code itself."""

import ast
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("assist", "commerce", "knowledge", "vision", "web")
FILE_LINES_P95, FILE_LINES_MAX = 300, 500
FUNCTION_LINES_P95, FUNCTION_LINES_MAX = 30, 50
NESTING_MAX = 4
BRANCHES_MAX = 10
VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "service", "data", "info"}
MAY_IMPORT = {
    "knowledge": set(),
    "vision": set(),
    "commerce": {"knowledge"},
    "assist": {"knowledge", "vision", "commerce"},
    "web": {"knowledge", "vision", "commerce", "assist"},
}
EDGES = {
    "fastapi": ("web",),
    "starlette": ("web",),
    "uvicorn": ("web",),
    "websockets": ("web",),
    "cv2": ("vision", "web/demo"),
    "faiss": ("knowledge", "vision"),
    "sentence_transformers": ("knowledge",),
    "torch": ("knowledge/encoders/export.py", "vision/detectors/export.py"),
}

Function = ast.FunctionDef | ast.AsyncFunctionDef
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)
POINTS = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.comprehension,
    ast.match_case,
)


@cache
def sources() -> tuple[Path, ...]:
    """Every Python file of the five packages."""
    return tuple(
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "node_modules" not in path.parts
    )


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[Path, Function]]:
    """Every function and method of the packages, with its file."""
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


@cache
def code_rows(path: Path) -> frozenset[int]:
    """Line numbers that hold code: no blank, comment or docstring."""
    idle = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    with path.open("rb") as handle:
        rows = {
            row
            for token in tokenize.tokenize(handle.readline)
            if token.type not in idle and token.type not in {tokenize.ENCODING, tokenize.ENDMARKER}
            for row in range(token.start[0], token.end[0] + 1)
        }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and ast.get_docstring(node, clean=False):
            rows -= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return frozenset(rows)


def length(path: Path, node: Function) -> int:
    """Code lines of a function."""
    return len(code_rows(path) & set(range(node.lineno, (node.end_lineno or node.lineno) + 1)))


def depth(node: ast.AST, level: int = 0) -> int:
    """Deepest nesting of control flow below `node`."""
    inner = [
        depth(child, level + isinstance(child, BLOCKS))
        for child in ast.iter_child_nodes(node)
        if not isinstance(child, Function | ast.ClassDef | ast.Lambda)
    ]
    return max([level, *inner])


def branches(node: ast.AST) -> int:
    """One, plus one for each decision."""
    return 1 + sum(isinstance(child, POINTS) for child in ast.walk(node))


def imports(path: Path) -> set[str]:
    """Dotted names that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def where(path: Path, node: Function | None = None) -> str:
    """A place as a reader would look for it."""
    return f"{path.relative_to(ROOT)}{f':{node.lineno} {node.name}' if node else ''}"


def quantile(values: list[int], q: float) -> int:
    """Nearest-rank quantile."""
    return sorted(values)[min(len(values) - 1, int(q * len(values)))]


def test_imports_point_one_way() -> None:
    """A package imports only those below it."""
    wrong = [
        f"{where(path)} imports {name}"
        for path in sources()
        for name in imports(path)
        if (top := name.split(".")[0]) in PACKAGES
        and (own := path.relative_to(ROOT).parts[0]) != top
        and top not in MAY_IMPORT[own]
    ]
    assert not wrong


def test_commerce_knows_only_vehicles() -> None:
    """Commerce imports nothing of knowledge but its vehicles."""
    wrong = [
        f"{where(path)} imports {name}"
        for path in sources()
        if path.relative_to(ROOT).parts[0] == "commerce"
        for name in imports(path)
        if name.startswith("knowledge") and not name.startswith("knowledge.vehicles")
    ]
    assert not wrong


@pytest.mark.parametrize(("library", "places"), EDGES.items())
def test_edges_stay_at_edges(library: str, places: tuple[str, ...]) -> None:
    """A library of the edge is imported only where it belongs."""
    wrong = [
        where(path)
        for path in sources()
        if any(name.split(".")[0] == library for name in imports(path)) and not where(path).startswith(places)
    ]
    assert not wrong


def test_sql_lives_in_stores() -> None:
    """Only a store, a table file or the edge of the database imports SQL constructs."""
    allowed = re.compile(r"(store|tables|database)\w*\.py$")
    construct = {"select", "insert", "update", "delete", "text"}
    wrong = [
        where(path)
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("sqlalchemy")
        and construct & {alias.name for alias in node.names}
        and not allowed.search(path.name)
        and "store" not in path.parts
    ]
    assert not wrong


def test_files_are_small() -> None:
    """No file passes the limit, and nineteen in twenty stay below the smell."""
    sizes = {path: path.read_text(encoding="utf-8").count("\n") for path in sources()}
    assert not [f"{where(path)}: {size}" for path, size in sizes.items() if size > FILE_LINES_MAX]
    assert quantile(list(sizes.values()), 0.95) <= FILE_LINES_P95


def test_functions_are_small() -> None:
    """No function passes the limits of length, nesting and decisions."""
    wrong = [
        f"{where(path, node)}: {length(path, node)} lines, depth {depth(node)}, branches {branches(node)}"
        for path, node in functions()
        if length(path, node) > FUNCTION_LINES_MAX or depth(node) > NESTING_MAX
    ]
    assert not wrong
    assert quantile([length(path, node) for path, node in functions()], 0.95) <= FUNCTION_LINES_P95


def test_functions_are_typed() -> None:
    """Every parameter and every result has a type."""
    wrong = []
    for path, node in functions():
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        bare = [a.arg for a in given if a.annotation is None and a.arg not in {"self", "cls"}]
        if bare or (node.returns is None and node.name != "__init__"):
            wrong.append(f"{where(path, node)}: {bare}")
    assert not wrong


def test_many_arguments_are_named() -> None:
    """A function takes at most four positional arguments."""
    wrong = [
        where(path, node)
        for path, node in functions()
        if len([a for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in {"self", "cls"}]) > 4
    ]
    assert not wrong


def test_names_say_something() -> None:
    """No module has a name that could hold anything."""
    assert not [where(path) for path in sources() if path.stem in VAGUE]


def test_every_file_says_what_it_is_for() -> None:
    """Every module has a docstring, and a package file holds nothing else."""
    assert not [where(path) for path in sources() if ast.get_docstring(tree(path)) is None]
    heavy = [where(path) for path in sources() if path.name == "__init__.py" and len(tree(path).body) > 1]
    assert not heavy


def test_vehicles_load_nothing_heavy() -> None:
    """Importing the vehicles loads neither faiss nor torch nor numpy."""
    heavy = "('faiss', 'torch', 'numpy')"
    code = f"import sys, knowledge.vehicles.identify as _; print([m for m in {heavy} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_typescript_files_are_small() -> None:
    """No TypeScript file of ours passes 250 lines."""
    folder = ROOT / "web" / "client" / "src"
    wrong = [
        f"{where(path)}: {rows}"
        for path in folder.rglob("*.ts*")
        if not path.name.endswith(".gen.ts") and (rows := path.read_text(encoding="utf-8").count("\n")) > 250
    ]
    assert not wrong
