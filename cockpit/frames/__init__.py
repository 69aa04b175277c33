"""CAN frames: live buses, logs, replay, and the link between processes."""
