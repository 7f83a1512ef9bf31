"""What is counted: kinds and channels only, never a person, a code or a word."""

from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


@dataclass(frozen=True, slots=True)
class Metrics:
    """The counters of one process, with a registry of their own so that tests do not share them."""

    registry: CollectorRegistry
    kept: Counter
    turns: Counter
    sends: Counter
    refusals: Counter
    delivery_seconds: Histogram
    waiting_seconds: Gauge
    open_rows: Gauge
    sweep_age: Gauge
    source_age: Gauge
    told: Counter
    told_at: Gauge
    portal: "PortalMetrics"
    problems: Counter = field(repr=False)

    @classmethod
    def new(cls) -> "Metrics":
        own = CollectorRegistry()
        return cls(
            registry=own,
            kept=Counter(
                "motcua_messages", "Messages by channel and whether new", ["channel", "result"], registry=own
            ),
            turns=Counter(
                "motcua_turns", "Turns by channel and how they ended", ["channel", "result"], registry=own
            ),
            sends=Counter("motcua_sends", "Attempts to send", ["channel", "lane", "result"], registry=own),
            refusals=Counter("motcua_refusals", "Requests turned away", ["channel", "reason"], registry=own),
            delivery_seconds=Histogram(
                "motcua_delivery_seconds",
                "From the turn's commit to the provider's answer",
                ["channel"],
                buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 3600),
                registry=own,
            ),
            waiting_seconds=Gauge(
                "motcua_queue_age_seconds", "Age of the oldest that waits", ["queue"], registry=own
            ),
            open_rows=Gauge("motcua_queue_rows", "How many wait", ["queue"], registry=own),
            sweep_age=Gauge("motcua_sweep_age_seconds", "Since the last sweep", registry=own),
            source_age=Gauge(
                "motcua_source_age_days", "Age of the data of each source", ["source"], registry=own
            ),
            told=Counter(
                "motcua_feed_events",
                "Events of dossiers by source and what became of them",
                ["source", "result"],
                registry=own,
            ),
            told_at=Gauge(
                "motcua_feed_told_timestamp_seconds",
                "When a source told us anything last",
                ["source"],
                registry=own,
            ),
            portal=PortalMetrics.on(own),
            problems=Counter("motcua_problems", "Faults that were caught", ["where"], registry=own),
        )

    def exposition(self) -> bytes:
        """The text that `/metrics` answers with."""
        return generate_latest(self.registry)


@dataclass(frozen=True, slots=True)
class PortalMetrics:
    """How the province's look-up of dossiers does."""

    calls: Counter
    circuit: Gauge
    seconds: Histogram

    @classmethod
    def on(cls, registry: CollectorRegistry) -> "PortalMetrics":
        words = "Look-ups at the province by what came of them"
        return cls(
            calls=Counter("motcua_portal_calls", words, ["result"], registry=registry),
            circuit=Gauge(
                "motcua_portal_circuit", "Asked freely 0, on trial 1, left alone 2", registry=registry
            ),
            seconds=Histogram(
                "motcua_portal_seconds",
                "How long the province took",
                buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5),
                registry=registry,
            ),
        )
