import pytest

from tests.support import csrf_token, soup

PASSWORD = "correct horse battery"


def post_password(client, password: str, **fields: str):
    token = csrf_token(soup(client.get("/desk/sign-in")))
    data = {"password": password, "csrf_token": token} | fields
    return client.post("/desk/sign-in", data=data)


def is_in(client) -> bool:
    return client.get("/desk/").status_code == 200


def press_link(client, token: str):
    page = soup(client.get("/desk/sign-in", params={"token": token}))
    return client.post("/desk/sign-in", data={"token": token, "csrf_token": csrf_token(page)})


def test_without_a_password_the_page_says_how_to_get_in(client):
    page = client.get("/desk/sign-in")

    assert "make sign-in-link" in page.text
    assert soup(page).find("form") is None


def test_a_link_signs_in_once_with_a_press(client, services):
    token = services.credentials.new_link_token()
    client.get("/desk/sign-in", params={"token": token})
    client.head("/desk/sign-in", params={"token": token})
    assert not is_in(client)

    press_link(client, token)
    assert is_in(client)


def test_a_used_link_is_said_to_be_used(client, services):
    token = services.credentials.new_link_token()
    services.credentials.set_password(PASSWORD)
    press_link(client, token)
    client.cookies.clear()

    assert "has been used" in client.get("/desk/sign-in", params={"token": token}).text
    assert press_link(client, token).status_code == 422
    assert not is_in(client)


def test_a_link_of_yesterday_is_too_old(client, services, clock):
    token = services.credentials.new_link_token()
    services.credentials.set_password(PASSWORD)
    clock.forward(hours=13)
    press_link(client, token)

    assert not is_in(client)


def test_the_password_signs_in_and_leads_on(client, services):
    services.credentials.set_password(PASSWORD)
    answer = post_password(client, PASSWORD, next="/desk/?status=spam")

    assert answer.headers["location"] == "/desk/?status=spam"
    assert is_in(client)


@pytest.mark.parametrize(
    "next", ["https://evil.example/", "//evil.example/desk/", "/\\evil.example", "/replies", "desk"]
)
def test_signing_in_never_leads_to_another_site(client, services, next):
    services.credentials.set_password(PASSWORD)

    assert post_password(client, PASSWORD, next=next).headers["location"] == "/desk/"


def test_a_wrong_password_is_refused(client, services):
    services.credentials.set_password(PASSWORD)
    answer = post_password(client, "wrong")

    assert answer.status_code == 422
    assert "This is not the password" in answer.text
    assert not is_in(client)


def test_after_five_wrong_ones_even_the_right_one_has_to_wait(client, services, clock):
    services.credentials.set_password(PASSWORD)
    for _ in range(5):
        post_password(client, "wrong")
    answer = post_password(client, PASSWORD)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "900"

    clock.forward(minutes=16)
    assert post_password(client, PASSWORD).status_code == 303


def test_a_new_password_ends_every_session(owner, services):
    assert is_in(owner)
    services.credentials.set_password(PASSWORD)

    assert not is_in(owner)


def test_signing_out(owner):
    page = soup(owner.get("/desk/"))
    owner.post("/desk/sign-out", data={"csrf_token": csrf_token(page)})

    assert not is_in(owner)


def test_a_short_password_is_refused(services):
    with pytest.raises(ValueError, match="at least 12"):
        services.credentials.set_password("short")


def test_the_password_is_stored_as_argon2(services):
    services.credentials.set_password(PASSWORD)

    assert services.credentials._setting("password_hash").startswith("$argon2id$")


def test_the_session_cookie_is_for_the_desk_alone(client, services):
    token = services.credentials.new_link_token()
    cookie = press_link(client, token).headers["set-cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
