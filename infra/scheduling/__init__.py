"""Schedules: rebuilds at their times, kept as plain rows in the log and run by APScheduler."""
