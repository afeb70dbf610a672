"""Draft the next version: `python -m migrations "lost items"`, then read what it wrote.

The draft is the difference between the models and the database of the environment, which has to be
at the newest version. Add the twelve-digit CHECK of new text columns by hand (see 0001).
"""

import sys

import migrations
from database import engine, migrate
from models import Base

migrate()
with engine().execution_options(writing=True).connect() as connection:
    migrations.write_next(connection, message=" ".join(sys.argv[1:]), metadata=Base.metadata)
