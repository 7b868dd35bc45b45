"""How the program stands in a person's desktop: icon, menu entry, and the kind of file it opens."""
