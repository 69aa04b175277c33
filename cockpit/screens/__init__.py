"""A screen process: windows, the QML kit, guarded video, the Signal element."""
