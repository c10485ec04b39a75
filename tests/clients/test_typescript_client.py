"""The example of clients/typescript, with types that are generated from a running server."""

import re
from pathlib import Path

from tests.clients.programs import NODE_MODULES, ROOT, node_program, run
from tests.system.service.server import running

_STRICT = ("--strict", "--target", "es2022", "--module", "nodenext")
_MISTAKES = """
import createClient from "openapi-fetch";
import type { paths } from "./tillroll.js";

const shop = createClient<paths>();
const checkout = { params: { path: { checkout_id: "1" } } };
// @ts-expect-error: a checkout needs a store
await shop.POST("/checkouts", { body: { countryCode: "SE" } });
// @ts-expect-error: a quantity is a number
await shop.PUT("/checkouts/{checkout_id}/cart", { ...checkout, body: { items: [{ quantity: true }] } });
const history = await shop.GET("/history/checkouts/{checkout_id}/events", checkout);
// @ts-expect-error: an event has no such property
history.data?.events.map((event) => event.unknown);
const refused: string | undefined = history.error?.detail;
"""


def test_the_example_buys_and_reads_the_history(fresh_database_url: str, tmp_path: Path) -> None:
    """Generated types compile strictly, refuse mistakes, and the compiled example does what its README says."""
    readme = (ROOT / "clients" / "typescript" / "README.md").read_text()
    [example] = re.findall(r"```typescript\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "node_modules").symlink_to(NODE_MODULES)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "example.ts").write_text(example)
    (tmp_path / "mistakes.ts").write_text(_MISTAKES)
    generator, compiler = node_program("openapi-typescript"), node_program("tsc")

    with running(fresh_database_url) as server:
        whole = f"{server.address}/openapi.json"
        generated = run(generator, whole, "--output", "tillroll.ts", cwd=tmp_path)
        assert generated.returncode == 0, generated.stdout
        compiled = run(compiler, *_STRICT, "example.ts", "mistakes.ts", cwd=tmp_path)
        assert (compiled.returncode, compiled.stdout) == (0, "")
        printed = run("node", "example.js", cwd=tmp_path, AT=server.address)

    assert printed.returncode == 0, printed.stdout
    types = "checkout.opened,checkout.cart-replaced,checkout.cart-replaced"
    assert printed.stdout == f"[ 3 ] {types}\n"
