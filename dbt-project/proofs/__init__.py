"""Proofs of the models that take longer than a build: they need a warehouse of their own, and destroy what is in it."""
