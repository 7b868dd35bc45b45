"""The customer: registered, renamed, reachable, closed."""

from __future__ import annotations

from typing import Any, ClassVar, TypeAlias, assert_never

import msgspec

from domain.decider import Decider, Rejected, Upcaster
from domain.shop.compensation import changed_since
from domain.shop.values import CustomerId, CustomerName, Email, PostalAddress, Reason


class RegisterCustomer(msgspec.Struct, frozen=True):
    """Takes a new customer into the books."""

    name: CustomerName
    email: Email
    address: PostalAddress


class RenameCustomer(msgspec.Struct, frozen=True):
    """Corrects or changes the customer's name."""

    name: CustomerName


class ChangeEmail(msgspec.Struct, frozen=True):
    """Changes where the customer gets mail."""

    email: Email


class ChangeAddress(msgspec.Struct, frozen=True):
    """Changes where the customer gets parcels."""

    address: PostalAddress


class CloseCustomer(msgspec.Struct, frozen=True):
    """Closes the customer's account for good."""

    reason: Reason


Command: TypeAlias = RegisterCustomer | RenameCustomer | ChangeEmail | ChangeAddress | CloseCustomer


class CustomerRegistered(msgspec.Struct, frozen=True):
    """A customer was taken into the books. Until schema version 1 the address was one line."""

    schema_version: ClassVar[int] = 2

    name: str
    email: str
    address: PostalAddress


class CustomerRenamed(msgspec.Struct, frozen=True):
    """The name changed."""

    name: str


class EmailChanged(msgspec.Struct, frozen=True):
    """The e-mail address changed."""

    email: str


class AddressChanged(msgspec.Struct, frozen=True):
    """The postal address changed."""

    address: PostalAddress


class CustomerClosed(msgspec.Struct, frozen=True):
    """The account was closed."""

    reason: str


Event: TypeAlias = CustomerRegistered | CustomerRenamed | EmailChanged | AddressChanged | CustomerClosed


class Customer(msgspec.Struct, frozen=True):
    """A customer's state; `status` is "" before registration, then "active" or "closed"."""

    name: str = ""
    email: str = ""
    address: PostalAddress | None = None
    status: str = ""


def decide(command: Command, state: Customer) -> tuple[Event, ...] | Rejected:
    """What a command does to a customer."""
    if isinstance(command, RegisterCustomer):
        return _register(command, state)
    if not state.status:
        return Rejected("This customer is not registered.", "Register the customer first.")
    if state.status == "closed":
        if isinstance(command, CloseCustomer):
            return ()
        return Rejected("This customer's account is closed.", "Register the customer under a new number.")
    match command:
        case RenameCustomer(name):
            return (CustomerRenamed(name),) if name != state.name else ()
        case ChangeEmail(email):
            return (EmailChanged(email),) if email != state.email else ()
        case ChangeAddress(address):
            return (AddressChanged(address),) if address != state.address else ()
        case CloseCustomer(reason):
            return (CustomerClosed(reason),)
        case _:
            assert_never(command)


def _register(command: RegisterCustomer, state: Customer) -> tuple[Event, ...] | Rejected:
    if not state.status:
        return (CustomerRegistered(command.name, command.email, command.address),)
    if (state.name, state.email, state.address) == (command.name, command.email, command.address):
        return ()
    return Rejected(
        f"This customer number is taken, by {state.name}.", "Choose another number, or change the customer."
    )


def evolve(state: Customer, event: Event) -> Customer:
    """The customer after the event."""
    match event:
        case CustomerRegistered(name, email, address):
            return Customer(name, email, address, "active")
        case CustomerRenamed(name):
            return Customer(name, state.email, state.address, state.status)
        case EmailChanged(email):
            return Customer(state.name, email, state.address, state.status)
        case AddressChanged(address):
            return Customer(state.name, state.email, address, state.status)
        case CustomerClosed():
            return Customer(state.name, state.email, state.address, "closed")
        case _:
            assert_never(event)


def compensate(event: Event, before: Customer, now: Customer) -> Command | Rejected:
    """The command that takes the event back."""
    if isinstance(event, CustomerClosed):
        return Rejected("A closed account stays closed.", "Register the customer under a new number.")
    if now.status == "closed":
        return Rejected("The account has been closed since.", "Nothing of it can be changed any more.")
    match event:
        case CustomerRegistered():
            return CloseCustomer("Registration undone")
        case CustomerRenamed(name):
            return RenameCustomer(before.name) if now.name == name else changed_since("name", now.name)
        case EmailChanged(email):
            return ChangeEmail(before.email) if now.email == email else changed_since("e-mail", now.email)
        case AddressChanged(address):
            if now.address != address or before.address is None:
                return changed_since("address", now.address.city if now.address else "none")
            return ChangeAddress(before.address)
        case _:
            assert_never(event)


def _split_address(payload: dict[str, Any]) -> dict[str, Any]:
    """Version 1 had "12 Analytical Row, W1T 3NL London, GB" in one line."""
    parts = [part.strip() for part in str(payload.get("address", "")).split(",")]
    street, town, country = [*parts, "", "", ""][:3]
    postal_code, _, city = town.partition("  ") if "  " in town else town.rpartition(" ")
    address = {"street": street, "city": city, "postal_code": postal_code or "00", "country": country or "XX"}
    return {**payload, "address": address}


CUSTOMER = Decider(
    category="Customer",
    key=CustomerId,
    state=Customer,
    initial=Customer(),
    decide=decide,
    evolve=evolve,
    compensate=compensate,
    commands=(RegisterCustomer, RenameCustomer, ChangeEmail, ChangeAddress, CloseCustomer),
    events=(CustomerRegistered, CustomerRenamed, EmailChanged, AddressChanged, CustomerClosed),
    upcasters=(Upcaster("CustomerRegistered", 1, _split_address),),
)
