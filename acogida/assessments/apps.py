from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "acogida.assessments"
