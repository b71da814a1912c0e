"""A contact by a collector, and the debt it was about (催收记录)."""

from __future__ import annotations

from attrs import field, frozen

from creditrules.borrower import fields as read
from creditrules.checks import instance
from creditrules.collection import Contact


def _contact(value: Contact) -> Contact:
    return instance(value, Contact, argument="contact")


@frozen
class Logged:
    """A contact of the log: the name of the debt, and what happened."""

    debt: str = field(converter=read.debt)
    contact: Contact = field(converter=_contact)
