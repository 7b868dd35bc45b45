"""From a recorded history to a test: what was given, what was wanted, what came of it, as Python source."""
