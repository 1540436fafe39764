from django.urls import path

from acogida.practices.views import public

app_name = "practices"
urlpatterns = [
    path("", public.index, name="index"),
    path("<slug:slug>/", public.practice, name="practice"),
]
