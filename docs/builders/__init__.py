"""Builders of the pages and pictures of the documentation, each run as a module from the root."""
