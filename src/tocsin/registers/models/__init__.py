"""The tables of what a school keeps: whom it can turn to, who handles its data, its card."""

from tocsin.registers.models.card import Card, CardSetting
from tocsin.registers.models.contact import Contact
from tocsin.registers.models.supplier import Evidence, Supplier

__all__ = ["Card", "CardSetting", "Contact", "Evidence", "Supplier"]
