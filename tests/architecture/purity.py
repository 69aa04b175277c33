"""An import contract that starts shut: a pure module may import what is listed and the harmless standard library."""

from __future__ import annotations

import sys
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.helpers import module_expressions_to_modules


class PureContract(Contract):
    """Lists what may be imported, since nobody can list all that may not.

    `modules`: the pure rooms, as expressions. `allowed`: packages that they may import, with all below them.
    `also_pure`: modules among the allowed that are held to the same. `refused_standard_modules`: clocks, threads and
    other doors to the outside in the standard library, the rest of which is allowed.
    """

    type_name = "pure"

    modules = fields.SetField(subfield=fields.ModuleExpressionField())
    allowed = fields.SetField(subfield=fields.StringField())
    also_pure = fields.SetField(subfield=fields.StringField())
    refused_standard_modules = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Each direct import of each pure module, against the lists."""
        expressions: Any = self.modules
        pure = {module.name for module in module_expressions_to_modules(graph, expressions)}
        allowed: Any = self.allowed
        also_pure: Any = self.also_pure
        broken = [
            (importer, imported, line)
            for importer in sorted(pure | set(also_pure))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not self._may_import(imported, set(allowed) | pure)
            for line in self._list_lines(graph, importer, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """A line for each import: where it stands and what it imports."""
        for importer, imported, line in check.metadata["broken"]:
            output.print_error(f"{importer} is pure and may not import {imported} (l.{line})")
        output.new_line()

    def _may_import(self, imported: str, allowed: set[str]) -> bool:
        refused: Any = self.refused_standard_modules
        if imported.partition(".")[0] in sys.stdlib_module_names:
            return imported.partition(".")[0] not in refused
        return any(imported == name or imported.startswith(f"{name}.") for name in allowed)

    @staticmethod
    def _list_lines(graph: ImportGraph, importer: str, imported: str) -> list[int]:
        details = graph.get_import_details(importer=importer, imported=imported)
        return sorted({detail["line_number"] for detail in details})
