"""Projections: read models kept up to date from the log, exactly once, and rebuilt beside the live ones."""
