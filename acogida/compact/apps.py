from django.apps import AppConfig


class CompactConfig(AppConfig):
    name = "acogida.compact"
