"""Turns what the models' columns say of themselves, and who may see what (roles.yml), into grants, masks and row policies."""
