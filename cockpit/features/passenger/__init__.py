"""The front passenger's display: the trip beside a film that the driver cannot see."""
