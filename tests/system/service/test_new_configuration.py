"""A server of production from a configuration that `tillroll init` wrote."""

import re
from pathlib import Path

import httpx

from tests.system.service.forked.process import run_tillroll
from tests.system.service.server import item, running


def test_a_purchase_works_with_the_printed_keys(migrated_url: str, tmp_path: Path) -> None:
    """The shop gets a token with the printed secret, the customer buys, the payment side reports, the auditor reads."""
    made = run_tillroll("init", str(tmp_path))
    assert made.returncode == 0, made.stderr
    secrets = dict(re.findall(r"^  (.+?) {2,}(\S{43})$", made.stdout, re.MULTILINE))
    with (
        running(
            migrated_url,
            TILLROLL_CONFIG=str(tmp_path / "tillroll.toml"),
            TILLROLL_MASTER_KEY_FILE=str(tmp_path / "master.key"),
            TILLROLL_ENV="production",
        ) as server,
        httpx.Client(base_url=server.address) as to,
    ):
        credentials = {
            "grant_type": "client_credentials",
            "client_id": "my-shop",
            "client_secret": secrets["Walley client_secret"],
        }
        token = to.post("/oauth2/v2.0/token", data=credentials).json()["access_token"]
        created = to.post(
            "/checkouts",
            headers=_bearer(token),
            json={
                "storeId": 1,
                "countryCode": "SE",
                "merchantTermsUri": "https://shop.example/terms",
                "notificationUri": "https://shop.example/notify",
                "cart": {"items": [item(1)]},
            },
        )
        assert created.status_code == 201, created.text
        checkout, public = (created.json()["data"][each] for each in ("privateId", "publicToken"))
        shown = to.get(f"/shopper/{public}").json()["version"]
        committed = to.post(f"/shopper/{public}/commit", json={"version": shown})
        assert committed.status_code == 200, committed.text
        paid = to.post(
            f"/payments/{checkout}/succeeded",
            headers=_bearer(secrets["payment key"]),
            json={"method": "card", "amount": 9500, "currency": "SEK"},
        )
        assert paid.status_code == 200, paid.text
        history = to.get(
            f"/history/checkouts/{checkout}", headers=_bearer(secrets["history key auditor"])
        )
    assert history.json()["state"]["stage"] == "completed"


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}
