"""What readers of the console keep."""
