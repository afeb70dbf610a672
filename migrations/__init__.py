"""The schema's history. Versions import no models: they say what the tables were, not are."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData

HERE = Path(__file__).parent


def upgrade(connection: Connection, *, to: str = "head") -> None:
    """Bring the database to a version; nothing happens when it is there already."""
    command.upgrade(_config(connection), to)


def write_next(connection: Connection, *, message: str, metadata: MetaData) -> None:
    """Draft the next version from the difference between the models and the database."""
    number = f"{len(list(HERE.glob('versions/*.py'))) + 1:04}"
    command.revision(
        _config(connection, metadata), message=message, autogenerate=True, rev_id=number
    )


def _config(connection: Connection, metadata: MetaData | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes.update(connection=connection, metadata=metadata)
    return config
