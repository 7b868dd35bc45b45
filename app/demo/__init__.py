"""The demo: a scenario told in steps, played on a fresh log while one watches."""
