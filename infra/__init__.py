"""How events are kept and moved: store, queue, projections, schedules, exchange formats."""
