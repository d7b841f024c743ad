// Asks now and then, while the page is looked at, whether anything has changed: sooner, while
// something is under way. Returns what puts off the next look after a press has brought the page up.
import { inTurn } from "./send.js";

const EVERY_MS = 10_000;
const SOON_MS = 1_000;
const AT_MOST_MS = 300_000;
const UNDER_WAY = "[data-under-way]";

export function watch(root, onNews) {
  const usual = () => (document.querySelector(UNDER_WAY) ? SOON_MS : EVERY_MS);
  let pause = usual();
  let timer;

  const look = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    try {
      await inTurn(async () => {
        const response = await fetch(root.dataset.news, { cache: "no-store" });
        if (response.redirected) return; // signed out: the next press says so
        const { mark } = await response.json();
        if (mark !== root.dataset.mark) await onNews();
      });
      pause = usual();
    } catch {
      pause = Math.min(2 * pause, AT_MOST_MS);
    }
    timer = setTimeout(look, pause);
  };
  const begin = () => {
    clearTimeout(timer);
    pause = usual();
    timer = setTimeout(look, pause);
  };
  document.addEventListener("visibilitychange", look);
  begin();
  return begin;
}
