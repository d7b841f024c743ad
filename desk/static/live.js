// Asks now and then, while the page is looked at, whether anything has changed.
import { inTurn } from "./send.js";

const EVERY_MS = 10_000;
const AT_MOST_MS = 300_000;

export function watch(root, onNews) {
  let pause = EVERY_MS;
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
      pause = EVERY_MS;
    } catch {
      pause = Math.min(2 * pause, AT_MOST_MS);
    }
    timer = setTimeout(look, pause);
  };
  document.addEventListener("visibilitychange", look);
  timer = setTimeout(look, pause);
}
