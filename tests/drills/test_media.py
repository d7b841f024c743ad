import pytest

from plugins.faults import ContentFaults


def faults(site) -> str:
    """What a build that has to fail says."""
    with pytest.raises(ContentFaults) as stopped:
        site.build()
    return str(stopped.value)


def line_of(file, field: str) -> int:
    lines = file.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(f"{field}:"))


OTHERS = {
    "photo": {"photo_alt": "x"},
    "video": {"video_captions": "{static}/a.vtt"},
    "video_captions": {"video": "{static}/a.mp4"},
}
"""What has to stand beside each field."""


@pytest.mark.parametrize(
    ("field", "name"),
    [("photo", "secret.jpg"), ("video", "secret.mp4"), ("video_captions", "secret.vtt")],
)
@pytest.mark.parametrize("folder", ["{static}/..", "{attach}../.."])
def test_a_file_outside_the_content_is_refused_and_not_copied(site, field, name, folder):
    secret = site.root / name
    secret.write_text("secret")
    file = site.drill(**(OTHERS[field] | {field: f"{folder}/{name}"}))
    said = faults(site)

    assert f"hip-hinge.md:{line_of(file, field)}: {field} is “{folder}/{name}”, but" in said
    assert "outside the content folder; put the file into content/images" in said
    assert f"and write {{static}}/images/{name}" in said
    assert list(site.root.rglob("secret.*")) == [secret]


def test_a_link_in_the_file_system_leads_out_of_the_content_no_more_than_a_name(site):
    (site.root / "secret.jpg").write_text("secret")
    site.write("images/here.jpg", "jpg").unlink()
    (site.root / "content/images/here.jpg").symlink_to(site.root / "secret.jpg")
    site.drill(photo="{static}/images/here.jpg", photo_alt="x")

    assert "that is outside the content folder" in faults(site)


def test_a_name_too_long_for_a_file_is_named(site):
    file = site.drill(photo=f"{{static}}/images/{'a' * 300}.jpg", photo_alt="x")
    said = faults(site)

    assert f"hip-hinge.md:{line_of(file, 'photo')}: photo is “{{static}}/images/aaa" in said
    assert "there is no file images/aaa" in said


@pytest.mark.parametrize(
    ("field", "written", "wanted"),
    [
        ("photo", "{static}/articles/knee-pain.md", ".jpg, .jpeg, .png, .webp, .avif, .gif or"),
        ("photo", "{static}/images/a.mp4", ".jpg, .jpeg, .png, .webp, .avif, .gif or .svg"),
        ("video", "{static}/images/a.jpg", ".mp4 or .webm"),
        ("video_captions", "{static}/images/a.jpg", ".vtt"),
    ],
)
def test_a_file_of_another_kind_is_refused(site, field, written, wanted):
    site.article()
    site.write("images/a.jpg", "jpg")
    site.write("images/a.mp4", "mp4")
    file = site.drill(**(OTHERS[field] | {field: written}))
    said = faults(site)

    assert f"hip-hinge.md:{line_of(file, field)}: {field} is “{written}”; name a file" in said
    assert f"that ends in {wanted}" in said


def test_the_end_of_a_photo_may_be_in_capitals(site):
    site.write("images/IMG 1.JPG", "jpg")
    site.drill(photo="{static}/images/IMG 1.JPG", photo_alt="Bent at the hips")
    site.build()

    assert (site.output / "images/IMG 1.JPG").is_file()
