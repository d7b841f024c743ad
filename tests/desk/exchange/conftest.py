"""A desk that imports."""

import pytest

from tests.desk.exchange.samples import Importing


@pytest.fixture
def importing(services, tmp_path_factory):
    return Importing(services, tmp_path_factory.mktemp("old"))
