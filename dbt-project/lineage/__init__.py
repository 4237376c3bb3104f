"""From each column of the warehouse back to the events and properties it is made of: read from the models' own SQL."""
