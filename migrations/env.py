"""Alembic's environment. The connection comes from `migrations.upgrade`; no models are imported."""

from alembic import context


def plain(kind: str, item, _context) -> str | bool:
    """Write the models' own column types as SQLAlchemy's, so that versions never change later."""
    if kind != "type":
        return False
    return {
        "AutoString": f"sa.String(length={getattr(item, 'length', None)})",
        "Guarded": f"sa.String(length={getattr(item, 'limit', None)})",
        "UTCDateTime": "sa.DateTime(timezone=True)",
        "Enum": "sa.String(length=24)",
    }.get(type(item).__name__, False)


options = context.config.attributes
context.configure(
    connection=options["connection"],
    target_metadata=options["metadata"],
    render_as_batch=True,
    render_item=plain,
)
context.run_migrations()
