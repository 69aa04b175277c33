"""The Python base of the kit's Theme singleton."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Cockpit.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Tokens(QObject):
    """What Theme.qml is, instead of a QtObject, so that it is Python's from its birth.

    To wrap an object of Qt's own making PySide seeks its class among all that Qt's modules have, and makes each of them
    for that: 14 ms of a screen's start.
    """
