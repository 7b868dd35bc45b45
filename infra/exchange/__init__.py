"""Events in and out of files: JSON lines, CSV, OCEL and XES."""
