"""Sections on how far the answer depends on uncertain inputs."""
