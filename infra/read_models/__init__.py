"""The read models that come with Eventscope: the shop's, and statistics of any log."""

from infra.read_models.customer_card import CUSTOMER_CARD
from infra.read_models.event_statistics import EVENT_STATISTICS
from infra.read_models.order_summary import ORDER_SUMMARY
from infra.read_models.sales_by_day import SALES_BY_DAY
from infra.read_models.stock_by_product import STOCK_BY_PRODUCT

PROJECTIONS = (ORDER_SUMMARY, STOCK_BY_PRODUCT, CUSTOMER_CARD, SALES_BY_DAY, EVENT_STATISTICS)

__all__ = ["PROJECTIONS"]
