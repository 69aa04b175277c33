"""The one thing between gateway and screens: shared memory with permits and signals."""
