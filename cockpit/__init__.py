"""Cockpit: a digital-cockpit simulator that reads CAN and draws five displays."""
