"""The warning lamps as a list that QML repeats over: fixed rows, only `lit` changes."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex

from cockpit.features.cluster.model.lamps import Lamp

_FIELDS = ("glyph", "colour", "place", "cell", "cells", "lit")
_DISPLAY_ROLE, _USER_ROLE = 0x0000, 0x0100
"""Of Qt::ItemDataRole; importing the namespace `Qt` for them takes 15 ms of a cluster's start."""

_FIRST_ROLE = _USER_ROLE + 1
_LIT_ROLE = _FIRST_ROLE + _FIELDS.index("lit")

_Index = QModelIndex | QPersistentModelIndex


class LampModel(QAbstractListModel):
    """One row a mapped lamp, with the roles glyph, colour, place, cell, cells, lit."""

    def __init__(self, lamps: tuple[Lamp, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lamps = lamps
        self._lit = (False,) * len(lamps)

    def light(self, lit: tuple[bool, ...]) -> None:
        """Light exactly these; tells QML of the rows that changed."""
        before, self._lit = self._lit, lit
        for row, (was, now) in enumerate(zip(before, lit, strict=True)):
            if was != now:
                index = self.index(row)
                self.dataChanged.emit(index, index, [_LIT_ROLE])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Number of mapped lamps."""
        return 0 if parent.isValid() else len(self.lamps)

    def data(self, index: _Index, role: int = _DISPLAY_ROLE) -> object:
        """One field of a lamp."""
        place = role - _FIRST_ROLE
        if not index.isValid() or not 0 <= place < len(_FIELDS):
            return None
        if role == _LIT_ROLE:
            return self._lit[index.row()]
        return getattr(self.lamps[index.row()], _FIELDS[place])

    def roleNames(self) -> dict[int, QByteArray]:
        """Roles by number."""
        return {_FIRST_ROLE + place: QByteArray(name.encode()) for place, name in enumerate(_FIELDS)}
