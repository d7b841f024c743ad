// Brings the reply form beneath the comment that is answered.
// Without this script the same link leads to a page with the form.
import { say } from "./words.js";

const section = document.querySelector("#respond");
const form = section?.querySelector("[data-reply-form]");
const heading = section?.querySelector("h2");

if (form) {
  const home = document.createComment("the reply form's own place");
  const words = heading.textContent;
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "button button--quiet";
  cancel.textContent = say(form, "Cancel");
  section.before(home);

  const moveTo = (parent, author, place) => {
    form.elements.parent.value = parent;
    heading.textContent = author ? say(form, "Leave a Reply to {name}", { name: author }) : words;
    place(section);
    if (author) form.querySelector("[formaction]").after(" ", cancel);
    else cancel.remove();
    heading.focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".comment__reply");
    if (!link) return;
    event.preventDefault();
    const parent = new URL(link.href).searchParams.get("parent");
    const author = link.closest(".thread__item").querySelector(".comment__author").textContent;
    moveTo(parent, author, (it) => link.after(it));
  });
  cancel.addEventListener("click", () => moveTo("", "", (it) => home.after(it)));
}
