"""For showing the program to people: larger type, and what the presenter presses is seen."""
