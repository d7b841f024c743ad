// Says what is missing beside each field before anything is sent, in the words of the server.
import { say } from "./words.js";

for (const form of document.querySelectorAll("[data-reply-form]")) {
  const controls = [...form.querySelectorAll(".field__control")];
  const error = `${say(form, "Error:")} `;

  form.addEventListener("submit", (event) => {
    for (const control of controls) show(control, fault(control));
    const first = controls.find((control) => control.hasAttribute("aria-invalid"));
    if (!first) return;
    event.preventDefault();
    if (!document.title.startsWith(error)) document.title = error + document.title;
    first.focus();
  });
  form.addEventListener("input", ({ target }) => {
    if (target.hasAttribute("aria-invalid") && !fault(target)) show(target, "");
  });
}

// A page that came back with errors begins with a list of them; that is what to read first.
document.querySelector("[data-error-summary]")?.focus();

function fault(control) {
  const { missing = "", mistyped = "" } = control.dataset;
  if (missing && !control.value.trim()) return missing;
  return mistyped && control.validity.typeMismatch ? mistyped : "";
}

function show(control, message) {
  const error = document.getElementById(`${control.id}-error`);
  error.hidden = !message;
  error.querySelector("[data-message]").textContent = message;
  if (message) {
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", error.id);
  } else {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }
}
