// Brings what stands on the page to what a newer copy of it says, and leaves alone what is the
// same: nothing flickers, and what has the focus or a tick keeps it.

const MAIL = "[data-part=mail]";
const PUBLISHING = "[data-part=publishing]";

export function bringUp(root, newer, { keepMessages = false } = {}) {
  const fresh = newer.querySelector("[data-desk]");
  document.title = newer.title;
  root.dataset.mark = fresh.dataset.mark;
  for (const part of root.querySelectorAll("[data-part]")) {
    const other = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
    const isSpared = keepMessages && part.dataset.part === "flashes" && !other.children.length;
    // A choice that is being made is not taken back.
    const isInUse = part.closest("[role=search]")?.contains(document.activeElement);
    if (other && !isSpared && !isInUse) replace(part, other);
  }
  bringUpPublishing(newer);
  // How it stands with mail comes and goes with a press only, and moves nothing under a finger.
  if (!keepMessages) replace(document.querySelector(MAIL), newer.querySelector(MAIL));
}

// Why it failed comes folded: a line that grew by itself would push the rest under a finger.
export function bringUpPublishing(newer) {
  const fresh = newer.querySelector(PUBLISHING);
  fresh.querySelector("details")?.removeAttribute("open");
  replace(document.querySelector(PUBLISHING), fresh);
}

// Returns the items that were not there before, in order.
export function bringUpList(list, newer) {
  const fresh = [...newer.querySelector("[data-list]").children];
  const ids = new Set(fresh.map((item) => item.id));
  const wasAt = [...list.children].findIndex((item) => item.contains(document.activeElement));
  for (const item of [...list.children]) if (!ids.has(item.id)) item.remove();
  let before = null;
  const added = [];
  for (const item of fresh) {
    const known = list.querySelector(`#${CSS.escape(item.id)}`);
    if (!known) added.push(item);
    before = place(list, known, item, before);
  }
  const lost = wasAt >= 0 && !list.contains(document.activeElement);
  if (lost) list.children[Math.min(wasAt, list.children.length - 1)]?.focus();
  return added;
}

function place(list, known, item, before) {
  if (known && known.dataset.version === item.dataset.version) return known;
  if (known) {
    const tick = (from) => from.querySelector("[name=selected]");
    tick(item).checked = tick(known).checked;
    const hadFocus = known.contains(document.activeElement);
    known.replaceWith(item);
    if (hadFocus) item.focus();
  } else if (before) {
    before.after(item);
  } else {
    list.prepend(item);
  }
  return item;
}

const FOCUSABLE = "a[href], button, input:not([type=hidden])";

// What shows the same as before stays in place: a finger that is coming down on it hits it.
const version = (part) => part.querySelector(":scope > [data-version]")?.dataset.version;

function replace(part, other) {
  if (version(part) && version(part) === version(other)) return;
  const at = [...part.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);
  part.hidden = other.hidden;
  // Copied one by one: in a copied list, each option that moves out leaves its choice to the next.
  part.replaceChildren(...[...other.childNodes].map((node) => node.cloneNode(true)));
  if (at >= 0) part.querySelectorAll(FOCUSABLE)[at]?.focus();
}
