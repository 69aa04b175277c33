"""The house's rules for Python that ruff does not know: a pass over the tree and one over the comments of each file."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import PurePath

from tests.architecture.fault import Fault

LONGEST_FILE = 300
LONGEST_TEST_FILE = 400  # one rule after the other, each short

REFUSED_MODULES = {
    "pickle": "unpickling runs what it reads: write JSON or TOML",
    "marshal": "unmarshalling trusts what it reads: write JSON or TOML",
    "shelve": "a shelf is a pickle: write JSON or TOML",
    "dill": "unpickling runs what it reads: write JSON or TOML",
    "multiprocessing": "its shared memory dies with the first child, its queues pickle: use subprocess and pass_fds",
}
REFUSED_CALLS = {
    "eval": "text is no program: parse it",
    "exec": "text is no program: call a function",
    "os.system": "a shell reads the user's text: subprocess.run with a list",
    "os.popen": "a shell reads the user's text: subprocess.run with a list",
    "subprocess.getoutput": "a shell reads the user's text: subprocess.run with a list",
    "subprocess.getstatusoutput": "a shell reads the user's text: subprocess.run with a list",
}
SLEEPS = {"time.sleep", "sleep", "QTest.qWait", "qtbot.wait"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\bfor now\b")
SUPPRESSION = re.compile(r"\bnoqa\b|type: *ignore|pragma: *no (?:cover|branch)|\bmypy:")
GOOD_SUPPRESSION = re.compile(
    r"# noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*\W+\w.{7,}"
    r"|# type: ignore\[[a-z-]+(?:, ?[a-z-]+)*\]\W+\w.{7,}"
    r"|# pragma: no (?:cover|branch)\W+\w.{7,}"
)


def find_faults(file: str, source: str) -> list[Fault]:
    """All breaches in one file; `file` is its path from the root, which decides what rules it is under."""
    path = PurePath(file)
    tree = ast.parse(source, filename=file)
    found = [*_check_length(source, path), *_check_comments(source), *_check_calls(tree), *_check_imports(tree)]
    if path.parts[0] == "cockpit":
        found += _check_unfinished(tree)
        if path.name == "__init__.py":
            found += _check_room_door(tree)
        if path.name == "__main__.py":
            found += _check_guard(tree)
    if path.name.startswith("test_"):
        found += [*_check_docstrings(tree), *_check_sleeps(tree, source.splitlines())]
    return [Fault(file, line, rule, mend) for line, rule, mend in found]


Found = Iterator[tuple[int, str, str]]


def _check_length(source: str, path: PurePath) -> Found:
    lines = source.count("\n")
    longest = LONGEST_TEST_FILE if path.name.startswith("test_") else LONGEST_FILE
    if lines > longest:
        yield longest, "length", f"{lines} lines, at most {longest}: give its second idea a file of its own"


def _check_comments(source: str) -> Found:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        line, text = token.start[0], token.string
        if UNFINISHED.search(text):
            yield line, "unfinished", "finish it, or file an issue and leave no mark"
        if SUPPRESSION.search(text) and not GOOD_SUPPRESSION.search(text):
            yield line, "suppression", "name its code and its reason: # noqa: S311 (seeded histories are no secrets)"


def _name_of(node: ast.expr) -> str:
    """`os.system` for such a callee, an empty text for anything computed."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (head := _name_of(node.value)):
        return f"{head}.{node.attr}"
    return ""


def _check_calls(tree: ast.Module) -> Found:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _name_of(node.func)
        if name in REFUSED_CALLS:
            yield node.lineno, "dangerous", f"{name}: {REFUSED_CALLS[name]}"
        for keyword in node.keywords:
            if keyword.arg == "shell" and not (
                isinstance(keyword.value, ast.Constant) and keyword.value.value is False
            ):
                yield node.lineno, "dangerous", "shell=: a shell reads the user's text: hand over a list"
        if isinstance(node.func, ast.Attribute) and node.func.attr == "setContextProperty":
            yield (
                node.lineno,
                "context-property",
                "QML cannot be checked against it: register a type of Cockpit's modules",
            )


def _list_imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def _check_imports(tree: ast.Module) -> Found:
    for line, name in _list_imports(tree):
        head = name.partition(".")[0]
        if head in REFUSED_MODULES:
            yield line, "dangerous", f"{head}: {REFUSED_MODULES[head]}"


def _check_room_door(tree: ast.Module) -> Found:
    for line, name in _list_imports(tree):
        if name.startswith((".", "cockpit")):
            yield line, "room-door", f"a room's __init__ imports none of its modules ({name}): import where it is used"


def _check_guard(tree: ast.Module) -> Found:
    for node in tree.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield node.lineno, "main-guard", 'a call at import: put it under if __name__ == "__main__"'


def _check_unfinished(tree: ast.Module) -> Found:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Raise) or node.exc is None:
            continue
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        if _name_of(raised) == "NotImplementedError":
            yield node.lineno, "unfinished", "NotImplementedError: write it, use an abstract method, or raise TypeError"


def _check_docstrings(tree: ast.Module) -> Found:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            text = ast.get_docstring(node) or ""
            if not text.endswith("."):
                yield node.lineno, "test-docstring", f"{node.name}: say in one sentence what behaviour it shows"


def _check_sleeps(tree: ast.Module, lines: list[str]) -> Found:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and _name_of(node.func) in SLEEPS):
            continue
        if not re.search(r"# sleeps: \w.{7,}", lines[node.lineno - 1]):
            mend = "use wait_until or watch of tests.support.waiting, or say why on the line: # sleeps: REASON"
            yield node.lineno, "sleep", mend
