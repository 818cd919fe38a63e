"""Consultations as a Django app."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "codeclerk.consultations"
