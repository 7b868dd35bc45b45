"""The embedded domain: a small shop with customers, products and orders, and their fulfilment."""

from __future__ import annotations

from domain.decider import Domain
from domain.shop.customer import CUSTOMER
from domain.shop.fulfilment import FULFILMENT
from domain.shop.order import ORDER
from domain.shop.product import PRODUCT
from domain.shop.summaries import SUMMARIES

DOMAIN = Domain(
    name="shop",
    deciders=(CUSTOMER, PRODUCT, ORDER),
    process_managers=(FULFILMENT,),
    summaries=SUMMARIES,
)
