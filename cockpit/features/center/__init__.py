"""The center display: film for everybody in front, and why it is off."""
