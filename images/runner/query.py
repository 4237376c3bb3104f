"""Runs a query on the warehouse that the runner of this container works on, and prints its rows: query.py "select ..." """

import os
import sys

import redshift_connector

from runner import settings

connection = redshift_connector.connect(**settings.read(os.environ).connection.arguments())
cursor = connection.cursor()
cursor.execute(sys.argv[1])
print("\t".join(column[0].decode() if isinstance(column[0], bytes) else column[0] for column in cursor.description))
for row in cursor.fetchall():
    print("\t".join("" if value is None else str(value) for value in row))
