"""The Projections pane: how read models stand, their rebuilds, schedules and parked events."""
