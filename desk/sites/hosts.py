"""Answers each request for the site whose host it names."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from desk.config import Config, ConfigError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_USUAL_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True)
class Hosts:
    """A WSGI application made of others, by host. No cookie of one host is sent to another."""

    apps: "Mapping[str, WSGIApplication]"

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer, with 404 for a host that is nobody's."""
        host = _bare(environ.get("HTTP_HOST", ""), environ["wsgi.url_scheme"])
        app = self.apps.get(host, _nobody)
        return app(environ, start_response)


def by_host(
    configs: Iterable[Config],
    make_app: "Callable[[Config], WSGIApplication]",
    trusted_proxies: int,
) -> "WSGIApplication":
    """An application for all sites. Raises ConfigError where two of them would share something."""
    known = {host_of(config): config for config in _apart(tuple(configs))}
    hosts = Hosts({host: make_app(config) for host, config in known.items()})
    if not trusted_proxies:
        return hosts
    # What a proxy says the host was is needed here already.
    return ProxyFix(hosts, x_for=trusted_proxies, x_proto=trusted_proxies, x_host=trusted_proxies)


def host_of(config: Config) -> str:
    """The host that a site's replies are sent to. Raises ConfigError where there is none."""
    address = urlsplit(config.site["REPLIES_URL"])
    if not address.netloc:
        raise ConfigError(
            f"{config.root}: REPLIES_URL is “{config.site['REPLIES_URL']}”; one desk for several "
            "sites needs a whole address, as in publishconf.py (DESK_SETTINGS)."
        )
    return _bare(address.netloc, address.scheme)


def _apart(configs: tuple[Config, ...]) -> tuple[Config, ...]:
    shared: dict[str, Callable[[Config], object]] = {
        "the host of REPLIES_URL": host_of,
        "DATABASE_URL": lambda config: config.database_url,
        "the secret key": lambda config: config.secret_key,
        "the folder of comments": lambda config: config.comments.resolve(),
    }
    for what, value in shared.items():
        seen: dict[object, Config] = {}
        for config in configs:
            other = seen.setdefault(value(config), config)
            if other is not config:
                raise ConfigError(f"{what} is the same in {other.root} and {config.root}.")
    return configs


def _bare(netloc: str, scheme: str) -> str:
    """A host as it is compared: small, without the port that goes without saying."""
    return netloc.casefold().removesuffix(_USUAL_PORTS.get(scheme, ""))


def _nobody(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    return Response("There is no site of this name here.\n", 404)(environ, start_response)
