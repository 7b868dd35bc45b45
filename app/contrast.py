"""How well one colour can be read on another, after WCAG 2.2."""

from __future__ import annotations


def luminance(name: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    channels = []
    for start in (1, 3, 5):
        value = int(name[start : start + 2], 16) / 255
        channels.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    red, green, blue = channels
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2): 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
