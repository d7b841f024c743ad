// One key for one thing to do. Off in fields, with Ctrl and its like, and where the owner says so.
const SETTING = "desk:keys";
const FIELDS = "textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]";

export function useKeys(root, deeds) {
  const help = root.querySelector("[data-keys]");
  const hint = root.querySelector("[data-keys-hint]");
  if (!help?.showModal) return;
  const isOn = help.querySelector("[data-keys-on]");
  isOn.checked = localStorage.getItem(SETTING) !== "off";
  isOn.addEventListener("change", () => {
    localStorage.setItem(SETTING, isOn.checked ? "on" : "off");
  });
  hint.hidden = false;
  hint.addEventListener("click", () => help.showModal());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (help.open || event.target.closest(FIELDS)) return;
    const deed = event.key === "?" ? () => help.showModal() : isOn.checked && deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
}

// The button, link or fold within an element that a key stands for.
export function keyed(element, key) {
  return element?.querySelector(`[data-key="${key}"]`);
}
