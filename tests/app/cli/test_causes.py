"""Causes and consequences from the shell."""

from __future__ import annotations

from pathlib import Path

from tests.app.cli.shell import ADA, EUR, Shell


def test_the_tree_from_a_confirmed_order_to_reserved_stock(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    price = {"amount": "5.00", **EUR}
    shell.issue("RegisterCustomer", "Customer/C-1", ADA)
    shell.issue("ListProduct", "Product/P-1", {"name": "Desk", "price": price, "stock": 9})
    shell.issue("PlaceOrder", "Order/O-1", {"customer": "C-1", "currency": "EUR"})
    shell.issue("AddLine", "Order/O-1", {"product": "P-1", "quantity": 2, "unit_price": price})
    confirmed = shell.issue("ConfirmOrder", "Order/O-1")
    position = confirmed["events"][0]["position"]

    found = shell.json("causes", "s.eventlog", str(position))
    assert [link["type"] for link in found["links"]] == [
        "ConfirmOrder",
        "OrderConfirmed",
        "ReserveStock",
        "StockReserved",
    ]
    assert [link["depth"] for link in found["links"]] == [0, 1, 2, 3]
    assert found["streams"] == ["Order/O-1", "Product/P-1"]
    assert found == shell.json("causes", "s.eventlog", found["id"])

    shown = shell.run("causes", "s.eventlog", str(position)).stdout.splitlines()
    assert shown[0].startswith("[ConfirmOrder]")
    assert shown[1].endswith("<<<")
    assert "└─ StockReserved" in shown[3]


def test_what_is_no_event_is_refused(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.issue("RegisterCustomer", "Customer/C-1", ADA)
    assert shell.run("causes", "s.eventlog", "99").returncode == 1
    assert shell.run("causes", "s.eventlog", "here").returncode == 2
