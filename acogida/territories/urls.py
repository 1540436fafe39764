from django.urls import path

from acogida.territories import views

app_name = "territories"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.territory, name="territory"),
]
