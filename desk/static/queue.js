// The list of replies: decisions without loading the page anew, keys, ticks, and news as it comes.
import { keyed, useKeys } from "./keys.js";
import { watch } from "./live.js";
import { bringUp, bringUpList } from "./parts.js";
import { useTicks } from "./select.js";
import { ask, complain, inTurn, pressed } from "./send.js";

const root = document.querySelector("[data-desk]");
const list = root.querySelector("[data-list]");
const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");
root.append(said);
const countTicks = useTicks(root);

function show({ page }, options) {
  const added = bringUpList(list, page);
  bringUp(root, page, options);
  countTicks();
  return added;
}

// Many went at once, and others came above what is looked at: they are read from the first on.
function beginWith(item) {
  if (item?.getBoundingClientRect().top < 0) item.focus({ preventScroll: true });
}

// The reply at hand begins neither above the window nor under the word of what was done.
function uncover() {
  const word = root.querySelector("[data-part=flashes]").getBoundingClientRect();
  if (current()?.getBoundingClientRect().top < word.bottom) current().scrollIntoView();
}

// Finds the button when its turn has come: what stands on the page may have changed by then.
function press(find) {
  return inTurn(async () => {
    const button = find();
    if (!button?.isConnected) return;
    const item = button.closest(".submission");
    item?.setAttribute("aria-busy", "true");
    try {
      const added = show(await ask(...pressed(button)));
      beginLooking();
      if (!item) beginWith(added[0]);
      uncover();
    } catch (error) {
      complain(root, error);
    } finally {
      item?.removeAttribute("aria-busy");
    }
  });
}

root.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  event.preventDefault();
  const button = event.submitter;
  if (!button.closest("[aria-busy]")) press(() => button);
});

const current = () => document.activeElement.closest(".submission");

function move(step) {
  const items = [...list.children];
  const at = items.indexOf(current());
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), items.length - 1);
  items[next]?.focus();
}

// The first press only shows which reply is meant.
function toCurrent(deed) {
  if (current()) deed(current());
  else move(0);
}

const decide = (key) => () =>
  toCurrent((item) => {
    const button = keyed(item, key);
    if (button && !item.hasAttribute("aria-busy")) press(() => button);
  });
const follow = (key) => () => toCurrent((item) => keyed(item, key)?.click());

useKeys(root, {
  j: () => move(1),
  k: () => move(-1),
  a: decide("a"),
  s: decide("s"),
  S: decide("S"),
  t: decide("t"),
  e: follow("e"),
  r: follow("r"),
  x: () => toCurrent((item) => item.querySelector("[name=selected]").click()),
  X: () => root.querySelector("[data-all]")?.click(),
  u: () => press(() => keyed(root, "u")),
});

const beginLooking = watch(root, async () => {
  const added = show(await ask(location.href), { keepMessages: true });
  const number = added.length;
  if (number) said.textContent = number === 1 ? "One new reply" : `${number} new replies`;
});
