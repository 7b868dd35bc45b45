"""The shop's value objects. Each says in its type what it may be: forms, help and checks are read from it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

# Currencies whose smallest unit is not a hundredth (ISO 4217).
_DECIMALS = {
    "JPY": 0,
    "KRW": 0,
    "VND": 0,
    "CLP": 0,
    "ISK": 0,
    "KWD": 3,
    "BHD": 3,
    "TND": 3,
    "JOD": 3,
    "OMR": 3,
}

_TOO_MUCH = Decimal(10) ** 24  # sums of amounts below it are exact in Decimal's 28 digits

_KEY = r"^[^\s/]+$"

OrderNumber: TypeAlias = Annotated[
    str,
    Meta(
        title="Order number",
        description="A name without blanks and slashes",
        examples=["O-1001"],
        pattern=_KEY,
        min_length=1,
        max_length=64,
    ),
]
Sku: TypeAlias = Annotated[
    str,
    Meta(
        title="Product number",
        description="A name without blanks and slashes",
        examples=["P-1"],
        pattern=_KEY,
        min_length=1,
        max_length=64,
    ),
]
CustomerId: TypeAlias = Annotated[
    str,
    Meta(
        title="Customer number",
        description="A name without blanks and slashes",
        examples=["C-1"],
        pattern=_KEY,
        min_length=1,
        max_length=64,
    ),
]
OrderRef: TypeAlias = Annotated[
    str,
    Meta(
        title="Order",
        description="An order's number",
        examples=["O-1001"],
        pattern=r"^(Order/)?[^\s/]+$",
        max_length=70,
    ),
]
ProductRef: TypeAlias = Annotated[
    str,
    Meta(
        title="Product",
        description="A product's number",
        examples=["P-1"],
        pattern=r"^(Product/)?[^\s/]+$",
        max_length=72,
    ),
]
CustomerRef: TypeAlias = Annotated[
    str,
    Meta(
        title="Customer",
        description="A customer's number",
        examples=["C-1"],
        pattern=r"^(Customer/)?[^\s/]+$",
        max_length=73,
    ),
]
_SOME_TEXT = r"\S"

ProductName: TypeAlias = Annotated[
    str,
    Meta(
        title="Name",
        description="What the shelf says",
        examples=["Walnut desk"],
        pattern=_SOME_TEXT,
        min_length=1,
        max_length=120,
    ),
]
CustomerName: TypeAlias = Annotated[
    str,
    Meta(
        title="Name",
        description="The customer's full name",
        examples=["Ada Lovelace"],
        pattern=_SOME_TEXT,
        min_length=1,
        max_length=120,
    ),
]
Email: TypeAlias = Annotated[
    str,
    Meta(
        title="E-mail",
        description="An address like name@example.org",
        examples=["ada@example.org"],
        pattern=r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$",
        max_length=254,
    ),
]
Quantity: TypeAlias = Annotated[
    int, Meta(title="Quantity", description="Whole pieces, 1 or more", examples=[1], ge=1, le=1_000_000)
]
Stock: TypeAlias = Annotated[
    int, Meta(title="Stock", description="Whole pieces, 0 or more", examples=[10], ge=0, le=1_000_000_000)
]
Reason: TypeAlias = Annotated[
    str,
    Meta(
        title="Reason",
        description="Why, in a few words",
        examples=["Changed my mind"],
        pattern=_SOME_TEXT,
        min_length=1,
        max_length=500,
    ),
]
CurrencyCode: TypeAlias = Annotated[
    str,
    Meta(
        title="Currency",
        description="Three capital letters (ISO 4217)",
        examples=["EUR"],
        pattern=r"^[A-Z]{3}$",
    ),
]
Carrier: TypeAlias = Annotated[
    str,
    Meta(title="Carrier", description="Who carries it", examples=["DHL"], pattern=_SOME_TEXT, max_length=80),
]
Tracking: TypeAlias = Annotated[
    str,
    Meta(
        title="Tracking number",
        description="The carrier's number",
        examples=["JJD000390"],
        pattern=_SOME_TEXT,
        max_length=80,
    ),
]


class Money(msgspec.Struct, frozen=True, gc=False):
    """An exact amount in a currency; not negative, with no more decimals than the currency has."""

    amount: Annotated[Decimal, Meta(title="Amount", description="An amount like 19.99", examples=["19.99"])]
    currency: CurrencyCode

    def __post_init__(self) -> None:
        exponent = self.amount.as_tuple().exponent
        if not isinstance(exponent, int):
            raise ValueError("The amount must be a number")  # noqa: TRY004 - a NaN is a Decimal all right
        if self.amount < 0:
            raise ValueError("The amount must not be negative")
        if -exponent > 2 and -exponent > _DECIMALS.get(self.currency, 2):
            raise ValueError(f"{self.currency} has at most {_DECIMALS.get(self.currency, 2)} decimals")
        if -exponent > 0 and _DECIMALS.get(self.currency) == 0:
            raise ValueError(f"{self.currency} has no decimals")
        if self.amount >= _TOO_MUCH:
            raise ValueError("The amount is too large")

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def times(self, quantity: int) -> Money:
        """The price of so many."""
        return Money(self.amount * quantity, self.currency)


def zero(currency: str) -> Money:
    """Nothing, in that currency's smallest unit: 0.00 EUR, 0 JPY."""
    return Money(Decimal(1).scaleb(-_DECIMALS.get(currency, 2)) * 0, currency)


class PostalAddress(msgspec.Struct, frozen=True):
    """Where post arrives."""

    street: Annotated[
        str,
        Meta(
            title="Street",
            description="Street and number",
            examples=["12 Analytical Row"],
            pattern=_SOME_TEXT,
            max_length=120,
        ),
    ]
    city: Annotated[
        str,
        Meta(
            title="City", description="Town or city", examples=["London"], pattern=_SOME_TEXT, max_length=80
        ),
    ]
    postal_code: Annotated[
        str,
        Meta(
            title="Postal code",
            description="2 to 12 letters, digits, blanks or hyphens",
            examples=["W1T 3NL"],
            pattern=r"^\w[\w \-]{0,10}\w$",
        ),
    ]
    country: Annotated[
        str,
        Meta(
            title="Country",
            description="Two capital letters (ISO 3166)",
            examples=["GB"],
            pattern=r"^[A-Z]{2}$",
        ),
    ]


def key_of(reference: str) -> str:
    """The key in a reference that may be a whole stream name: "Order/O-1" and "O-1" both mean O-1."""
    return reference.rpartition("/")[2]
