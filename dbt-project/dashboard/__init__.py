"""One page of charts of the gold tables: reads metrics by the names of the semantic layer, as whoever REDSHIFT_USER is."""
