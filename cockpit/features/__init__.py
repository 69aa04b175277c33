"""What the displays show: a folder per feature."""
