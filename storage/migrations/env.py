"""Alembic's entry: migrations run on the connection that `storage.schema` hands over."""

from alembic import context
from sqlalchemy import Connection, create_engine, pool

from storage.database import async_url
from storage.tables import catalogue, chats, dossiers, imports, road  # noqa: F401 - tables register themselves
from storage.tables.types import metadata


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        user_module_prefix="types.",
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    url = async_url(context.get_x_argument(as_dictionary=True).get("url", "sqlite://"))
    plain = url.set(drivername=url.get_backend_name())
    with create_engine(plain, poolclass=pool.NullPool).connect() as opened:
        run(opened)
