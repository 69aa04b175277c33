"""From a frame to named signals: vehicle folders, DBCs, decoding, health."""
