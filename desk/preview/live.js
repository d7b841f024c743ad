// Reloads the page when the site has been rebuilt; lays a fault in the content over it, and keeps
// what else there is to mend in a fold below.
const events = new EventSource("/_preview/events");
const BOX =
  "position:fixed;inset:auto 0 0 0;max-height:40vh;overflow:auto;z-index:9;" +
  "box-sizing:border-box;padding:.75rem 1rem;background:#2c211b;color:#f8f3e9;" +
  "border-top:4px solid #f39380;";
const TEXT =
  "white-space:pre-wrap;overflow-wrap:anywhere;background:none;padding:0;margin:.5rem 0 0;" +
  "font-size:.875rem;line-height:1.5";
let shown = null;

events.addEventListener("message", (event) => {
  const { version, faults, advice } = JSON.parse(event.data);
  shown ??= version;
  if (!faults && version !== shown) {
    location.reload();
    return;
  }
  replace("[data-faults]", faults && faultsBox([faults, ...advice].join("\n")));
  replace("[data-advice]", !faults && advice.length && adviceBox(advice));
});
// A page that is left must not keep its connection: a browser has few.
addEventListener("pagehide", () => events.close());

function replace(selector, box) {
  const old = document.querySelector(selector);
  if (box && old?.open) box.open = true;
  old?.remove();
  if (box) document.body.append(box);
}

function faultsBox(faults) {
  const box = document.createElement("section");
  box.dataset.faults = "";
  box.setAttribute("role", "alert");
  box.style.cssText = BOX;
  // Without this, who has no mouse could not scroll inside.
  box.tabIndex = 0;
  const heading = document.createElement("h2");
  heading.style.cssText = "font-size:1.125rem;margin:0";
  heading.textContent = "Behind this box is the last good page";
  box.append(heading, preformatted(faults));
  return box;
}

function adviceBox(advice) {
  const box = document.createElement("details");
  box.dataset.advice = "";
  box.style.cssText = `${BOX}padding-block:.25rem;font-size:.875rem`;
  const summary = document.createElement("summary");
  summary.textContent = advice.length === 1 ? "1 thing to mend" : `${advice.length} things to mend`;
  box.append(summary, preformatted(advice.join("\n")));
  return box;
}

function preformatted(words) {
  const text = document.createElement("pre");
  text.style.cssText = TEXT;
  text.textContent = words;
  return text;
}
