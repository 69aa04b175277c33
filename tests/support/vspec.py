"""A reader of the part of COVESA's .vspec files that a signal table can be compared with."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from pathlib import Path

_INCLUDE = re.compile(r"#include\s+(\S+)(?:\s+(\S+))?")
_NODE = re.compile(r"([A-Za-z][\w.]*):\s*$")
_ENTRY = re.compile(r"  (\w+):\s*(.*)$")
_RANGE = re.compile(r"(\w+)\[(\d+),(\d+)\]")


@dataclass
class Node:
    """One entry of a .vspec file: its path, relative or whole, and its keys as text."""

    path: str
    keys: dict[str, str] = field(default_factory=dict)


def read_spec(root: Path) -> dict[str, Node]:
    """All leaves of the specification by their whole path, instances expanded."""
    nodes = list(_read_file(root / "VehicleSignalSpecification.vspec", root, ""))
    instances = {node.path: _instances(node.keys["instances"]) for node in nodes if "instances" in node.keys}
    leaves: dict[str, Node] = {}
    for node in nodes:
        if node.keys.get("type") != "branch":
            for path in _expand(node.path, instances):
                leaves[path] = Node(path, node.keys)
    return leaves


def allowed_of(node: Node) -> tuple[str, ...]:
    """The node's allowed values in the specification's order."""
    return tuple(re.findall(r"'([^']*)'", node.keys.get("allowed", "")))


def _read_file(file: Path, root: Path, prefix: str) -> list[Node]:
    nodes: list[Node] = []
    last_key = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if include := _INCLUDE.match(line):
            target = next(path for path in (file.parent / include[1], root / include[1]) if path.is_file())
            inner = ".".join(part for part in (prefix, include[2]) if part)
            nodes += _read_file(target, root, inner)
        elif line.startswith("#"):
            continue
        elif node := _NODE.match(line):
            nodes.append(Node(".".join(part for part in (prefix, node[1]) if part)))
        elif entry := _ENTRY.match(line):
            last_key = entry[1]
            nodes[-1].keys[last_key] = entry[2].strip()
        elif line.strip() and nodes:
            nodes[-1].keys[last_key] += " " + line.split(" #")[0].strip()
    return nodes


def _instances(text: str) -> list[list[str]]:
    """`- Row[1,2] - ["Left","Right"]` is two levels, `["Low","High"]` is one."""
    levels = []
    for level in re.findall(r"\w+\[\d+,\d+\]|\[[^\]]*\]", text):
        if span := _RANGE.match(level):
            levels.append([f"{span[1]}{number}" for number in range(int(span[2]), int(span[3]) + 1)])
        else:
            levels.append(re.findall(r'"([^"]*)"', level))
    return levels


def _expand(path: str, instances: dict[str, list[list[str]]]) -> list[str]:
    parts = path.split(".")
    choices: list[list[str]] = []
    for count, part in enumerate(parts, start=1):
        choices.append([part])
        if count < len(parts):
            choices += instances.get(".".join(parts[:count]), [])
    return [".".join(parts) for parts in itertools.product(*choices)]
