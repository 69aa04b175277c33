"""The rear seats' displays: a player for a remote, a finger, a child."""
