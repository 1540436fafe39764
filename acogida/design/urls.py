from django.urls import path

from acogida.design import views

urlpatterns = [path("", views.index, name="gallery")]
