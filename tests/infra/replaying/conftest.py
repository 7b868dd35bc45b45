"""A day at the shop to decide again."""

from __future__ import annotations

from tests.infra.branching.conftest import cache_folder, shop, shop_files

__all__ = ["cache_folder", "shop", "shop_files"]
