from django.urls import path

from tocsin.policies import views
from tocsin.policies.editing import views as editing

app_name = "policies"
urlpatterns = [
    path("", views.policy, name="policy"),
    path("choose/", views.choose, name="choose"),
    path("upload/", views.upload, name="upload"),
    path("compare/", views.compare, name="compare"),
    path("versions/<int:number>/", views.version, name="version"),
    path("versions/<int:number>/text/", views.text, name="text"),
    path("changes/", editing.changes, name="changes"),
    path("changes/discard/", editing.discard, name="discard"),
    path("levels/", editing.levels, name="levels"),
    path("levels/move/", editing.move_level, name="level-move"),
    path("levels/remove/", editing.remove_level, name="level-remove"),
    path("levels/<slug:item>/", editing.edit, {"section": "level"}, name="level"),
    path("set/<slug:section>/", editing.edit, name="edit"),
    path("set/<slug:section>/<slug:item>/", editing.edit, name="edit-item"),
]
