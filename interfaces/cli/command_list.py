"""What `tillroll --help` lists: each command with its place below `commands/` and what it does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class ListedCommand:
    """A command or a group of commands. `module` is below `interfaces.cli.commands`.

    `over_http` has its name if it can ask a running service, or the names of its subcommands that can.
    `without_database`: it works on no database, so a service that the environment names is no matter to it.
    """

    name: str
    module: str
    attribute: str
    does: str
    over_http: tuple[str, ...] = ()
    without_database: bool = False


PANELS: Final[Mapping[str, tuple[str, ...]]] = {
    "To begin with": ("init", "serve", "doctor", "demo", "completion"),
    "One checkout": (
        *("show", "log", "diff", "blame", "answers", "replay", "shown", "refusal", "evidence"),
    ),
    "All checkouts": ("find", "audit", "refusals", "deliveries", "erasures", "system"),
    "Proof": ("verify", "ledger", "witness", "check"),
    "Personal data": ("erase", "export", "seal-history"),
    "Development and agents": ("listen", "trigger", "mcp", "catalogue"),
    "Operation": ("backup", "restore", "archive", "standbys", "projection", "stop-database"),
    "Keys and secrets": ("hash-secret", "master-key", "signing-key"),
}
"""The names of the commands in the order of `tillroll --help`, below the headings of their panels."""
# `does` repeats the first paragraph of the command's help, so that the list needs none of their imports.
COMMANDS: Final = (
    ListedCommand(
        "serve",
        "serve",
        "serve",
        "Serve HTTP until interrupted, with a PostgreSQL of its own unless one is named.",
    ),
    ListedCommand(
        "init",
        "installing.init",
        "init",
        "Write a configuration with comments and new secrets, and a master key. The secrets are printed here only.",
        without_database=True,
    ),
    ListedCommand(
        "doctor",
        "installing.doctor",
        "doctor",
        "Say what is wrong with this machine, the configuration and the database, each with its remedy.",
    ),
    ListedCommand(
        "show",
        "show",
        "show",
        "Show the whole state of a checkout: now, at a version, or at an instant.",
        over_http=("show",),
    ),
    ListedCommand(
        "answers",
        "answers",
        "answers",
        "Say what was agreed, whether and by whom the total changed, what was refused, "
        "and whether the shop was called.",
        over_http=("answers",),
    ),
    ListedCommand(
        "log",
        "log",
        "log",
        "List every request that changed a checkout, with what it changed, and every one that was refused.",
        over_http=("log",),
    ),
    ListedCommand(
        "diff",
        "diff",
        "diff",
        "Print the changes from one version or instant to another: `diff ID 3 2026-01-05T14:03:12Z`.",
        over_http=("diff",),
    ),
    ListedCommand(
        "blame",
        "blame",
        "blame",
        "Print for every field of the state the event that set it, with time, actor and previous value.",
        over_http=("blame",),
    ),
    ListedCommand(
        "replay",
        "replay",
        "replay",
        "Step through a checkout's history, event by event, with what each changed and the state after it.",
        over_http=("replay",),
    ),
    ListedCommand(
        "find",
        "search.find",
        "find",
        "Find the checkouts that have a name. The first kind of name that matches is the answer.",
        over_http=("find",),
    ),
    ListedCommand(
        "audit",
        "search.audit",
        "audit",
        "Find events across all checkouts; every condition that is named has to hold.",
        over_http=("audit",),
    ),
    ListedCommand(
        "refusals",
        "search.refusals",
        "refusals",
        "Find refused commands across all checkouts, the newest first; every condition that is named has to hold.",
        over_http=("refusals",),
    ),
    ListedCommand(
        "refusal",
        "refusal",
        "refusal",
        "Show what a refused command wanted beside the state then, why it was refused, and what came before it.",
        over_http=("refusal",),
    ),
    ListedCommand(
        "evidence",
        "evidence",
        "evidence",
        "Write a pack: what was agreed, when, by whom, with the proof that it was not altered. It has personal data.",
        over_http=("evidence",),
    ),
    ListedCommand(
        "mcp",
        "mcp",
        "mcp",
        "Let an agent read the history with the Model Context Protocol, on standard input and output or over HTTP.",
        over_http=("mcp",),
    ),
    ListedCommand(
        "check",
        "operating.check",
        "check",
        "Replay every history with this code and compare it with all that is recorded. Run it before a release.",
        over_http=("check",),
    ),
    ListedCommand(
        "backup",
        "backups.backup",
        "backup",
        "Back up the database into a new folder, which appears whole or not at all. Servers go on meanwhile.",
    ),
    ListedCommand(
        "restore",
        "backups.restore",
        "restore",
        "Restore a backup into an empty database, or into a data folder without one, and compare it with the manifest.",
    ),
    ListedCommand(
        "archive",
        "operating.archive",
        "archive",
        "Move finished checkouts of old months into files, where every question still reads them.",
    ),
    ListedCommand(
        "verify",
        "verify",
        "verify",
        "Check evidence of a checkout against a ledger, without a network and without a database.",
        without_database=True,
    ),
    ListedCommand(
        "seal-history",
        "persons.seal_history",
        "seal_history",
        "Seal the personal data that events and all other tables hold in the clear. Stop every server first.",
    ),
    ListedCommand(
        "stop-database",
        "serve",
        "stop_database",
        "Stop the PostgreSQL that a killed tillroll left behind, if there is one.",
    ),
    ListedCommand(
        "completion",
        "installing.completion",
        "completion",
        "Print the script with which a shell completes commands and options: "
        '`eval "$(tillroll completion bash)"`.',
        without_database=True,
    ),
    ListedCommand(
        "hash-secret",
        "operating.hash_secret",
        "hash_secret",
        "Print the hash of a secret for the configuration. The secret is asked for, or read from a pipe.",
        without_database=True,
    ),
    ListedCommand(
        "demo",
        "operating.demo",
        "demo",
        "Fill a demo installation with lifelike checkouts of the last 30 days, to look at in the console.",
    ),
    ListedCommand(
        "listen",
        "developing.listen",
        "listen",
        "Send a copy of each new callback to this machine, with the bytes and the headers of the callback itself.",
        over_http=("listen",),
    ),
    ListedCommand(
        "trigger",
        "developing.trigger",
        "trigger",
        "Make something happen on a demo server, with the keys of its demo, and print the checkout.",
        over_http=("trigger",),
    ),
    ListedCommand(
        "erasures",
        "operating.operations",
        "erasures",
        "List what is erased within seven days, what is overdue, and the erasures that were requested.",
        over_http=("erasures",),
    ),
    ListedCommand(
        "system",
        "operating.operations",
        "system",
        "Print versions, callbacks that are not delivered, the last check, and who has read in the last day.",
        over_http=("system",),
    ),
    ListedCommand(
        "standbys",
        "operating.standbys",
        "standbys",
        "List the standbys of the primary, how far each is behind, and how many have a change before it is answered.",
    ),
    ListedCommand(
        "shown",
        "shown",
        "shown_page",
        "Show what the customer's page showed of a checkout: now, at a version, or at an instant.",
        over_http=("shown",),
    ),
    ListedCommand(
        "projection",
        "operating.projection",
        "projection",
        "The audit trail as a projection of the events.",
    ),
    ListedCommand(
        "deliveries",
        "deliveries",
        "deliveries",
        "Callbacks to shops, and every attempt at them.",
        over_http=("list", "show"),
    ),
    ListedCommand("catalogue", "catalogue", "catalogue", "What merchants sell to agents."),
    ListedCommand(
        "master-key",
        "operating.master_key",
        "master_key",
        "The key outside the database that encrypts the keys in it.",
    ),
    ListedCommand(
        "signing-key",
        "operating.signing_key",
        "signing_key",
        "The keys with which a merchant signs its order webhooks to platforms (UCP).",
        without_database=True,
    ),
    ListedCommand(
        "ledger",
        "ledger.group",
        "ledger",
        "The ledgers: who has their heads can check that no event or refused attempt was altered or removed.",
        over_http=("head", "proof", "consistency", "export"),
    ),
    ListedCommand(
        "witness",
        "ledger.witness",
        "witness",
        "Cosign the heads of a ledger, so that it cannot show different histories. For shops, banks and auditors.",
        without_database=True,
    ),
    ListedCommand("erase", "persons.erase", "erase", "Erase personal data for good."),
    ListedCommand(
        "export", "persons.export", "export", "Everything about one person, to hand out."
    ),
)
