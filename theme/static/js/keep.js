// Keeps a reply in this tab if the desk cannot be reached, and sends nothing twice.
import { say } from "./words.js";

const PATIENCE_MS = 8000;

for (const form of document.querySelectorAll("[data-reply-form]")) {
  const key = `reply:${form.elements.page.value}`;
  const status = form.querySelector("[data-form-status]");
  const button = form.querySelector("[type=submit]");
  let address = form.action;
  restore(form, key);

  // Of older phones, no event of the form tells which of its buttons was pressed.
  form.addEventListener("click", ({ target }) => {
    if (target.type === "submit") address = target.getAttribute("formaction") ?? form.action;
  });
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    status.textContent = say(form, "Sending…");
    if (await isReachable(form.action)) {
      sessionStorage.removeItem(key);
      submit(form, address);
    } else {
      sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(new FormData(form))));
      status.textContent = say(
        form,
        "The reply could not be sent just now. It is kept in this tab: please try again later.",
      );
      button.disabled = false;
    }
  });
  // The page may come back from the browser's memory as it was left.
  addEventListener("pageshow", () => {
    button.disabled = false;
    status.textContent = "";
  });
}

// Sent by script, a form does not know of the other address that a button has.
function submit(form, address) {
  const { action } = form;
  form.action = address;
  form.submit();
  form.action = action;
}

async function isReachable(action) {
  // Older phones have no such timer; they wait as long as their network does.
  const signal = AbortSignal.timeout?.(PATIENCE_MS);
  try {
    return (await fetch(`${action}/ping`, { cache: "no-store", signal })).ok;
  } catch {
    return false;
  }
}

function restore(form, key) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  for (const [name, value] of Object.entries(kept)) {
    const control = form.elements[name];
    if (control?.type === "checkbox") control.checked = true;
    else if (control && !control.value) control.value = value;
  }
}
