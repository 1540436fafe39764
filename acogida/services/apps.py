from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "acogida.services"
