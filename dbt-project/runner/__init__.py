"""Runs this dbt project whenever the loader has loaded something: the same program locally and on ECS."""
