"""Votes as a Django app."""

from django.apps import AppConfig


class VotesConfig(AppConfig):
    name = "codeclerk.votes"
