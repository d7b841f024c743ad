// Ticks all boxes at once, and counts them.
export function useTicks(root) {
  const form = root.querySelector("#selected");
  const boxes = () => [...root.querySelectorAll("[name=selected]")];

  const count = () => {
    const all = form.querySelector("[data-all]");
    if (!all) return;
    // With script the ticks alone say what is meant, and not what the page once showed.
    all.removeAttribute("name");
    const ticked = boxes().filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes().length;
    all.indeterminate = ticked > 0 && !all.checked;
    form.classList.toggle("selected--some", ticked > 0);
    form.querySelector("[data-all-label]").textContent = ticked
      ? `${ticked} ticked`
      : `All ${boxes().length} on this page`;
  };
  root.addEventListener("change", (event) => {
    if (event.target.matches("[data-all]")) {
      for (const box of boxes()) box.checked = event.target.checked;
    }
    count();
  });
  count();
  return count;
}
