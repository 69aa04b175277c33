"""`cockpit themes`: the token themes and the vehicle profiles each of them knows."""

from __future__ import annotations

import argparse

from cockpit.screens.theme import list_themes, load_theme

PROFILES = ("van", "suv")


def run(_arguments: argparse.Namespace) -> int:
    """Print a line for each theme; raises InputError where a theme file is broken."""
    for name in list_themes():
        accents = ", ".join(f"{profile} {load_theme(name, profile).tokens['accent']}" for profile in PROFILES)
        print(f"{name:8}{len(load_theme(name).tokens)} tokens, accent {accents}")
    return 0
