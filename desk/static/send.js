// Speaks with the desk, one request after the other, so that no answer overtakes another.
let last = Promise.resolve();

export function inTurn(work) {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
}

// The page that a request is answered with. A session that has ended leads to the sign-in page.
export async function ask(url, options = {}) {
  const response = await fetch(url, { cache: "no-store", ...options });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!page.querySelector("[data-desk]")) {
    if (response.redirected) location.assign(response.url);
    throw new Error(page.querySelector("h1")?.textContent ?? response.statusText);
  }
  return { page, url: response.url };
}

// What a press of this button sends.
export function pressed(button) {
  const { form } = button;
  const options = { method: "POST", body: new URLSearchParams(new FormData(form)) };
  return [button.getAttribute("formaction") ?? form.action, options];
}

export function complain(root, error) {
  const box = document.createElement("div");
  box.className = "flash cluster";
  box.dataset.kind = "problem";
  const words = document.createElement("p");
  words.textContent = `That could not be done just now, nothing has changed (${error.message}).`;
  box.append(words);
  root.querySelector("[data-part=flashes]").replaceChildren(box);
}
