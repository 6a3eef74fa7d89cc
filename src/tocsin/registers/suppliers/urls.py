from django.urls import path

from tocsin.registers.evidence import views as evidence
from tocsin.registers.suppliers import views

app_name = "suppliers"
urlpatterns = [
    path("", views.suppliers, name="suppliers"),
    path("add/", views.add, name="add"),
    path("<uuid:supplier_id>/", views.supplier, name="supplier"),
    path("<uuid:supplier_id>/change/", views.change, name="change"),
    path("<uuid:supplier_id>/contract/", views.terms, name="terms"),
    path("<uuid:supplier_id>/review/", views.review, name="review"),
    path("<uuid:supplier_id>/end/", views.end, name="end"),
    path("<uuid:supplier_id>/evidence/", evidence.add, name="evidence-add"),
    path("<uuid:supplier_id>/evidence/<uuid:evidence_id>/", evidence.fetch, name="evidence"),
]
