"""Build the dialects of agents and platforms, which are quoted and paid by the same services."""

from collections.abc import Sequence

from application.ports.audit_log import AuditLog
from interfaces.composition.services import Services
from interfaces.configuration.merchants import selling_merchants
from interfaces.configuration.settings import Merchant
from interfaces.dialects.acp.routes import acp_dialect
from interfaces.dialects.stateset.routes import stateset_dialect
from interfaces.dialects.ucp.negotiation.profiles import PlatformProfiles
from interfaces.dialects.ucp.routes import ucp_dialect
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.http.dialect import Dialect
from interfaces.http.limits.memory import LimitsMemory
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.runtime.clock_and_ids import new_id, new_name, new_public_token, now
from interfaces.runtime.live import Live
from interfaces.storage.postgres.storage import PostgresStorage


def build_agent_dialects(
    merchants: Live[Sequence[Merchant]],
    *,
    services: Services,
    storage: PostgresStorage,
    limits: LimitsMemory,
    audit_log: AuditLog,
    profiles: PlatformProfiles,
    platform_shops: Live[Sequence[MerchantSettings[UcpShop]]],
    public_address: str | None,
) -> Sequence[Dialect]:
    """Build StateSet, ACP and UCP. `profiles` fetches the profiles of platforms."""
    selling = merchants.derive(selling_merchants)
    return [
        stateset_dialect(
            checkouts=services.checkouts,
            sessions=services.sessions,
            purchases=services.purchases,
            listings=storage.listings,
            idempotency=services.idempotency,
            merchants=selling,
            clock=now,
            limits=limits,
            new_name=new_name,
            new_public_token=new_public_token,
        ),
        acp_dialect(
            checkouts=services.checkouts,
            sessions=services.sessions,
            purchases=services.purchases,
            idempotency=services.idempotency,
            merchants=selling,
            public_address=public_address,
            new_name=new_name,
            new_public_token=new_public_token,
        ),
        ucp_dialect(
            checkouts=services.checkouts,
            sessions=services.sessions,
            purchases=services.purchases,
            idempotency=services.idempotency,
            audit_log=audit_log,
            merchants=platform_shops,
            profiles=profiles,
            public_address=public_address,
            clock=now,
            new_id=new_id,
            new_name=new_name,
            new_public_token=new_public_token,
        ),
    ]
