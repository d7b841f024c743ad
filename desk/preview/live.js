// Reloads the page when the site has been rebuilt; lays a fault in the content over it.
const events = new EventSource("/_preview/events");
let shown = null;

events.addEventListener("message", (event) => {
  const state = JSON.parse(event.data);
  shown ??= state.version;
  if (state.faults) {
    showFaults(state.faults);
  } else if (state.version !== shown) {
    location.reload();
  } else {
    document.querySelector("[data-faults]")?.remove();
  }
});
// A page that is left must not keep its connection: a browser has few.
addEventListener("pagehide", () => events.close());

function showFaults(faults) {
  document.querySelector("[data-faults]")?.remove();
  const box = document.createElement("section");
  box.dataset.faults = "";
  box.setAttribute("role", "alert");
  box.style.cssText =
    "position:fixed;inset:auto 0 0 0;max-height:40vh;overflow:auto;z-index:9;" +
    "box-sizing:border-box;padding:.75rem 1rem;background:#2c211b;color:#f8f3e9;" +
    "border-top:4px solid #f39380";
  // Without this, who has no mouse could not scroll inside.
  box.tabIndex = 0;
  const heading = document.createElement("h2");
  heading.style.cssText = "font-size:1.125rem;margin:0";
  heading.textContent = "Behind this box is the last good page";
  const text = document.createElement("pre");
  text.style.cssText =
    "white-space:pre-wrap;overflow-wrap:anywhere;background:none;padding:0;margin:.5rem 0 0;" +
    "font-size:.875rem;line-height:1.5";
  text.textContent = faults;
  box.append(heading, text);
  document.body.append(box);
}
