"""How each process of the benches is started."""

from benchmarks.processes import Plan, free_port
from tests.fakes.telegram.server import TOKEN

SECRET = "made-up-secret-of-the-bench-with-32-letters"  # noqa: S105 - of no use anywhere else
WEBHOOK = "/webhooks/telegram"


def stub(*, fast: bool) -> Plan:
    port = free_port()
    arguments = ["-m", "benchmarks.stub", "--port", str(port), *(["--fast"] if fast else [])]
    return Plan("stub", arguments, port, {}, ready="/control/state")


def product(name: str, database: str, api_base: str = "", mode: str = "webhook", port: int = 0) -> Plan:
    """`motcua run` as it is shipped; without `api_base` it has no token."""
    given = port or free_port()
    settings = {"DATABASE__URL": database, "WEB__PORT": str(given), "SECRETS__CHECK_KEY": SECRET}
    return Plan(name, ["-m", "bot", "run"], given, settings | _telegram(api_base, given, mode))


def echo(api_base: str) -> Plan:
    port = free_port()
    settings = {"WEB__PORT": str(port)} | _telegram(api_base, port, "webhook")
    return Plan("echo", ["-m", "benchmarks.echo_bot"], port, settings)


def with_slow_dialog(database: str, api_base: str) -> Plan:
    return _planted("slow_dialog", database, api_base)


def with_known_answers(database: str, api_base: str) -> Plan:
    return _planted("known_answers", database, api_base)


def _planted(what: str, database: str, api_base: str) -> Plan:
    plan = product(what, database, api_base)
    return Plan(plan.name, ["-m", f"benchmarks.{what}"], plan.port, plan.settings)


def _telegram(api_base: str, port: int, mode: str) -> dict[str, str]:
    if not api_base:
        return {}
    return {
        "TELEGRAM__TOKEN": TOKEN,
        "TELEGRAM__API_BASE": api_base,
        "TELEGRAM__MODE": mode,
        "TELEGRAM__WEBHOOK_URL": f"http://127.0.0.1:{port}{WEBHOOK}",
        "TELEGRAM__WEBHOOK_SECRET": SECRET,
    }
