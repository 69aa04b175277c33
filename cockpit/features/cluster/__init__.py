"""The driver's display: speed, energy or engine, gear, warning lamps, messages."""
