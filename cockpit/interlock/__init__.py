"""The motion interlock: evidence in, permits out; pure."""
