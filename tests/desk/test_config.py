from concurrent.futures import ThreadPoolExecutor

from desk.config import load
from tests.support import ROOT


def test_the_secret_key_is_made_once_and_for_its_owner_alone(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        configs = list(pool.map(lambda _: load(ROOT, {"DESK_VAR": str(tmp_path)}), range(8)))

    assert len({config.secret_key for config in configs}) == 1
    assert len(configs[0].secret_key) == 64
    assert oct((tmp_path / "secret-key").stat().st_mode)[-3:] == "600"
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_the_environment_overrules(tmp_path):
    chosen = {
        "DESK_VAR": str(tmp_path),
        "DATABASE_URL": "postgresql://db/inbox",
        "DESK_SECRET_KEY": "chosen",
        "DESK_SETTINGS": "publishconf.py",
        "DESK_TRUSTED_PROXIES": "1",
    }
    config = load(ROOT, chosen)

    assert (config.database_url, config.secret_key) == ("postgresql://db/inbox", "chosen")
    assert config.site["SITEURL"] == "https://www.example.com"
    assert config.trusted_proxies == 1
