"""The list of all dialects. The configuration, the banner and the commands read it and name no dialect."""

from collections.abc import Mapping
from typing import Any

from application.history.consistency import Arithmetic
from application.persons.old_text import SettingsMaps
from domain.values.shown import Surface
from interfaces.dialects.arithmetic import TAX_INSIDE, TAX_ON_TOP
from interfaces.dialects.descriptor import (
    DialectDescriptor,
    LanguageOf,
    SettingsDescriptor,
    ShopPages,
)
from interfaces.dialects.session.descriptor import SELLING_SETTINGS
from interfaces.dialects.svea.descriptor import SVEA_SETTINGS
from interfaces.dialects.svea.requests.presets import map_presets
from interfaces.dialects.svea.shop_pages import svea_language, svea_shop_pages
from interfaces.dialects.ucp.descriptor import UCP_SETTINGS
from interfaces.dialects.walley.descriptor import WALLEY_SETTINGS
from interfaces.dialects.walley.shop_pages import walley_shop_pages

DIALECTS: tuple[DialectDescriptor[Any], ...] = (
    DialectDescriptor(
        name="walley",
        settings=WALLEY_SETTINGS,
        arithmetic=TAX_INSIDE,
        shop_pages=walley_shop_pages,
    ),
    DialectDescriptor(
        name="svea",
        settings=SVEA_SETTINGS,
        arithmetic=TAX_INSIDE,
        shop_pages=svea_shop_pages,
        map_settings=map_presets,
        language_of=svea_language,
        page_surface=Surface.SVEA_SNIPPET,
    ),
    DialectDescriptor(
        name="stateset", settings=SELLING_SETTINGS, arithmetic=TAX_ON_TOP, is_of_agents=True
    ),
    DialectDescriptor(
        name="acp", settings=SELLING_SETTINGS, arithmetic=TAX_ON_TOP, is_of_agents=True
    ),
    DialectDescriptor(name="ucp", settings=UCP_SETTINGS, arithmetic=TAX_ON_TOP, is_of_agents=True),
)

# StateSet and ACP share one table, which is listed once.
SETTINGS: tuple[SettingsDescriptor[Any], ...] = tuple(
    {each.settings.key: each.settings for each in DIALECTS}.values()
)

ARITHMETIC: Mapping[str, Arithmetic] = {each.name: each.arithmetic for each in DIALECTS}

SHOP_PAGES: Mapping[str, ShopPages] = {each.name: each.shop_pages for each in DIALECTS}

PAGE_SURFACES: Mapping[str, Surface] = {each.name: each.page_surface for each in DIALECTS}

SETTINGS_MAPS: SettingsMaps = {each.name: each.map_settings for each in DIALECTS}

LANGUAGES: Mapping[str, LanguageOf] = {each.name: each.language_of for each in DIALECTS}

OF_AGENTS: frozenset[str] = frozenset(each.name for each in DIALECTS if each.is_of_agents)
