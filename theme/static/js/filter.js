// Shows those drills of the index that fit what was chosen; the address remembers the choice.
const form = document.querySelector("[data-filter]");

if (form) {
  const cards = [...document.querySelectorAll("[data-cards] > .card")];
  const ways = [...form.querySelectorAll("select")];
  const count = form.querySelector("[data-count]");
  const reset = form.querySelector("[type=reset]");

  const show = () => {
    const chosen = ways.filter((way) => way.value);
    for (const card of cards) card.hidden = !chosen.every((way) => fits(card, way));
    const left = cards.filter((card) => !card.hidden).length;
    count.textContent = left ? `${left} of ${cards.length} drills` : "No drill fits all of that.";
    reset.hidden = !chosen.length;
    const query = new URLSearchParams(chosen.map((way) => [way.name, way.value])).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  };
  const read = new URLSearchParams(location.search);
  for (const way of ways) way.value = read.get(way.name) ?? "";
  // An address may ask for what there is not.
  for (const way of ways) if (way.selectedIndex < 0) way.value = "";

  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  show();
}

function fits(card, way) {
  return card.dataset[way.name].split(" ").includes(way.value);
}
