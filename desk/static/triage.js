// One reply at a time. The next one is on the page already: it shows while the decision is sent.
import { keyed, useKeys } from "./keys.js";
import { watch } from "./live.js";
import { bringUp, bringUpPublishing } from "./parts.js";
import { ask, complain, inTurn, pressed } from "./send.js";

const root = document.querySelector("[data-desk]");
const place = root.querySelector("[data-part=current]");
const one = () => place.querySelector("[data-one]");
let underWay = 0;

function begin() {
  one()?.focus({ preventScroll: true });
  root.scrollIntoView(); // and not the menu, nor what the desk has to say of mail
}

// The next reply from the page, or nothing but a sign that it comes.
function showNext(from) {
  const next = from.querySelector("[data-next]");
  if (!next) {
    one()?.setAttribute("aria-busy", "true");
    return;
  }
  place.replaceChildren(next.content.cloneNode(true));
  next.remove();
  begin();
}

function show({ page, url }) {
  const isWaiting = one()?.hasAttribute("aria-busy");
  if (underWay > 1) {
    // What this answer shows is decided already; only what follows it is news.
    if (isWaiting) showNext(page);
    return;
  }
  bringUp(root, page);
  root.querySelector("[data-next]")?.remove();
  const next = page.querySelector("[data-next]");
  if (next) place.after(next);
  history.replaceState(null, "", url);
  begin();
}

function go(find, { hasNext = false } = {}) {
  if (one()?.hasAttribute("aria-busy")) return;
  const request = hasNext ? find() : null;
  const left = one();
  if (hasNext) showNext(root);
  underWay += 1;
  inTurn(async () => {
    try {
      const asked = request ?? find();
      if (asked) show(await ask(...asked));
      beginLooking();
    } catch (error) {
      left?.removeAttribute("aria-busy");
      if (left) place.replaceChildren(left);
      complain(root, error);
    } finally {
      underWay -= 1;
    }
  });
}

function decide(button) {
  if (button) go(() => pressed(button), { hasNext: true });
}

// The way to undo the last decision is there once that is taken.
function undo() {
  go(() => {
    const button = keyed(root, "u");
    return button && pressed(button);
  });
}

root.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.method !== "post" || form.closest("[data-answer]")) return;
  event.preventDefault();
  if (submitter.dataset.key === "u") undo();
  else if (form.hasAttribute("data-decide")) decide(submitter);
  else go(() => pressed(submitter));
});

const follow = (key, hasNext) => () => {
  const link = keyed(place, key);
  if (link) go(() => [link.href], { hasNext });
};

useKeys(root, {
  a: () => decide(keyed(place, "a")),
  s: () => decide(keyed(place, "s")),
  S: () => {
    // The next one on the page may go along with it, so it is not shown before the answer.
    const button = keyed(place, "S");
    if (button) go(() => pressed(button));
  },
  t: () => decide(keyed(place, "t")),
  u: undo,
  j: follow("j", true),
  k: follow("k", false),
  e: () => keyed(place, "e")?.click(),
  r: () => {
    const fold = place.querySelector("[data-answer]");
    if (!fold) return;
    fold.open = true;
    fold.querySelector("textarea").focus();
  },
});

const beginLooking = watch(root, async () => {
  const { page } = await ask(location.href);
  if (!one()) {
    bringUp(root, page);
    return;
  }
  bringUpPublishing(page);
  document.title = page.title;
  root.dataset.mark = page.querySelector("[data-desk]").dataset.mark;
  const count = "[data-count]";
  root.querySelector(count).textContent = page.querySelector(count).textContent;
});
