// "Save my name": keeps name, email and website in this browser, where the reader ticks the box.
// Nothing of it is sent anywhere; without script there is no box.
const KEY = "reply-author";
const NAMES = ["author", "email", "url"];

for (const form of document.querySelectorAll("[data-reply-form]")) {
  const line = form.querySelector("[data-remember]");
  const store = storage();
  if (!line || !store) continue;
  const box = line.querySelector("input");
  const kept = JSON.parse(store.getItem(KEY) ?? "null");
  line.hidden = false;
  box.checked = kept !== null;
  for (const name of NAMES) {
    const control = form.elements[name];
    if (!control.value) control.value = kept?.[name] ?? "";
  }

  form.addEventListener("submit", () => {
    const typed = NAMES.map((name) => [name, form.elements[name].value]);
    if (box.checked) store.setItem(KEY, JSON.stringify(Object.fromEntries(typed)));
  });
  // What is unticked is forgotten at once, not at the next reply.
  box.addEventListener("change", () => {
    if (!box.checked) store.removeItem(KEY);
  });
}

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // the reader has forbidden it
  }
}
