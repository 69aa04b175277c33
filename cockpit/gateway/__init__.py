"""The parent process: reads the bus, decides, writes the board, watches the screens."""
