"""Frozen dataclasses to JSON and back: the dataclass is the schema, and nothing passes that it does not name.

Understood: str, int, float (finite), bool, None, `X | None`, Literal, `tuple[X, ...]`, `tuple[X, Y]`, `Mapping[str, X]`
and dataclasses of these. A field's JSON key is its name unless its metadata says `key`.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

T = TypeVar("T")


class MessageError(ValueError):
    """A value is not what its schema allows; the text names the place and what is allowed."""


def to_json(value: Any) -> Any:
    """Plain JSON values of a dataclass, tuple, mapping or scalar."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {_key(field): to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    return value


def from_json(kind: type[T], value: object, place: str = "") -> T:
    """Build `kind` from parsed JSON; MessageError names the first place that does not fit."""
    return typing.cast("T", _build(kind, value, place or kind.__name__))


def _build(kind: Any, value: object, place: str) -> Any:
    if dataclasses.is_dataclass(kind):
        return _build_dataclass(kind, value, place)
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _build_union(kind, value, place)
    if origin is Literal:
        return _build_literal(kind, value, place)
    if origin is tuple:
        return _build_tuple(kind, value, place)
    if origin is not None and issubclass(origin, Mapping):
        return _build_mapping(kind, value, place)
    return _build_scalar(kind, value, place)


def _build_dataclass(kind: Any, value: object, place: str) -> Any:
    if not isinstance(value, dict):
        raise MessageError(f"{place}: an object is wanted, not {_shown(value)}")
    kinds = _kinds_by_key(kind)
    unknown = sorted(set(value) - set(kinds))
    missing = sorted(set(kinds) - set(value))
    if unknown or missing:
        found = f"unknown {', '.join(unknown)}" if unknown else f"missing {', '.join(missing)}"
        raise MessageError(f"{place}: {found}; allowed are {', '.join(kinds)}")
    return kind(*(_build(wanted, value[key], f"{place}.{key}") for key, wanted in kinds.items()))


def _build_union(kind: Any, value: object, place: str) -> Any:
    wanted = [one for one in typing.get_args(kind) if one is not types.NoneType]
    if value is None:
        return None
    return _build(wanted[0], value, place)


def _build_literal(kind: Any, value: object, place: str) -> Any:
    allowed = typing.get_args(kind)
    if value not in allowed:
        raise MessageError(f"{place}: one of {', '.join(map(str, allowed))} is wanted, not {_shown(value)}")
    return value


def _build_tuple(kind: Any, value: object, place: str) -> Any:
    kinds = typing.get_args(kind)
    if not isinstance(value, list):
        raise MessageError(f"{place}: a list is wanted, not {_shown(value)}")
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise MessageError(f"{place}: {len(kinds)} items are wanted, not {len(value)}")
    return tuple(_build(one, item, f"{place}[{i}]") for i, (one, item) in enumerate(zip(kinds, value, strict=True)))


def _build_mapping(kind: Any, value: object, place: str) -> Any:
    if not isinstance(value, dict):
        raise MessageError(f"{place}: an object is wanted, not {_shown(value)}")
    wanted = typing.get_args(kind)[1]
    return {key: _build(wanted, item, f"{place}.{key}") for key, item in value.items()}


def _build_scalar(kind: Any, value: object, place: str) -> Any:
    if kind is float and type(value) is int:
        try:
            value = float(value)
        except OverflowError:
            raise MessageError(f"{place}: a number that a double holds is wanted") from None
    if type(value) is not kind or (kind is float and not math.isfinite(typing.cast("float", value))):
        raise MessageError(f"{place}: {kind.__name__} is wanted, not {_shown(value)}")
    return value


@functools.cache
def _kinds_by_key(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {_key(field): hints[field.name] for field in dataclasses.fields(kind)}


def _key(field: dataclasses.Field[Any]) -> str:
    return str(field.metadata.get("key", field.name))


def _shown(value: object) -> str:
    return repr(value)[:60]
