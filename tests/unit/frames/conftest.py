"""Each log format in turn."""

from __future__ import annotations

import pytest

from tests.unit.frames.recipes import RECIPES, Recipe


@pytest.fixture(params=RECIPES, ids=lambda recipe: recipe.name)
def recipe(request: pytest.FixtureRequest) -> Recipe:
    """Every format in turn."""
    found: Recipe = request.param
    return found


@pytest.fixture(params=[recipe for recipe in RECIPES if recipe.is_text], ids=lambda recipe: recipe.name)
def text_recipe(request: pytest.FixtureRequest) -> Recipe:
    """Every text format in turn."""
    found: Recipe = request.param
    return found
