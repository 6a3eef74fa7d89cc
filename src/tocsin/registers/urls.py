"""The addresses of the registers, below a school's name."""

from django.urls import include, path

from tocsin.registers.plan import views as plan

urlpatterns = [
    path("plan/", plan.plan, name="plan"),
    path("contacts/card/", include("tocsin.registers.card.urls")),
    path("contacts/", include("tocsin.registers.contacts.urls")),
    path("registers/suppliers/", include("tocsin.registers.suppliers.urls")),
]
