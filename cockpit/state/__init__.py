"""The vehicle's state as a frozen value; pure."""
