"""Finds the texts to translate, and makes of their translations what the program reads."""
