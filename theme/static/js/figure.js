// Sets the figure of a drill in motion when asked to, and shows it for the other side.
const wantsLess = matchMedia("(prefers-reduced-motion: reduce)");

for (const figure of document.querySelectorAll("[data-figure]")) {
  const stage = figure.querySelector("[data-stage]");
  const moving = figure.querySelector("[data-moving]")?.content.firstElementChild;
  const controls = document.createElement("p");
  controls.className = "glance__controls cluster";
  if (moving) addPlay(controls, stage, moving);
  if ("hasOtherSide" in figure.dataset) addOtherSide(controls, stage);
  if (controls.children.length) figure.append(controls);
}

function addPlay(controls, stage, moving) {
  const still = stage.firstElementChild;
  const play = addButton(controls, "Play");
  let shown = null;
  const rest = () => {
    stage.style.blockSize = "";
    shown.replaceWith(still);
    shown = null;
    play.textContent = "Play again";
  };
  play.addEventListener("click", () => {
    if (!shown) {
      shown = document.importNode(moving, true);
      // As high as before, so that the words below stay where they are.
      stage.style.blockSize = `${stage.offsetHeight}px`;
      still.replaceWith(shown);
      start(shown, rest);
    } else if (shown.animationsPaused()) shown.unpauseAnimations();
    else shown.pauseAnimations();
    play.textContent = shown.animationsPaused() ? "Go on" : "Pause";
  });
}

function start(svg, onEnd) {
  const parts = [...svg.querySelectorAll("[begin=indefinite]")];
  parts[0].addEventListener("endEvent", onEnd);
  for (const part of parts) {
    if (wantsLess.matches) part.setAttribute("repeatCount", "1");
    part.beginElement();
  }
}

// Each pose is turned over where it stands, so that the start is still read first.
function addOtherSide(controls, stage) {
  const poses = [...stage.querySelectorAll("svg > g")].map((pose) => {
    const { x, width } = pose.getBBox();
    const own = pose.getAttribute("transform") ?? "";
    return { pose, own, turned: `${own} translate(${2 * x + width}) scale(-1 1)` };
  });
  const side = addButton(controls, "Other side");
  const show = (isOther) => {
    side.setAttribute("aria-pressed", String(isOther));
    stage.classList.toggle("is-mirrored", isOther);
    for (const { pose, own, turned } of poses) pose.setAttribute("transform", isOther ? turned : own);
  };
  side.addEventListener("click", () => show(!stage.classList.contains("is-mirrored")));
  side.setAttribute("aria-pressed", "false");
}

function addButton(controls, words) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet";
  button.textContent = words;
  controls.append(button);
  return button;
}
