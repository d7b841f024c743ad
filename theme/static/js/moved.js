// Leads on to where a page or a comment is now, and takes along which comment was asked for.
// Without this script, a page leads on by itself and a comment says where it is.
const asked = document.getElementById(location.hash.slice(1))?.firstElementChild;
const link =
  document.querySelector("a[data-moved=page]") ?? (asked?.matches("[data-moved]") ? asked : null);

if (link) location.replace(link.hash ? link.href : link.href + location.hash);
