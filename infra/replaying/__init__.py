"""Runs a category's recorded commands through the deciders of today, and tells what would differ."""
