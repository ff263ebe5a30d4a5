/* Videos and charts of other hosts: loaded in their place once the reader asks for it, never before.
   Without this script their links lead there. */

/** The frame that a button stands for. */
function frame(button) {
  const made = document.createElement("iframe");
  made.title = button.dataset.title;
  made.loading = "lazy";
  if ("video" in button.dataset) {
    // YouTube refuses to play where it is told no origin.
    made.referrerPolicy = "strict-origin-when-cross-origin";
    made.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    made.className = "video-frame";
  } else {
    made.referrerPolicy = "no-referrer";
    made.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups");
    made.height = button.dataset.height;
  }
  made.src = button.dataset.frame;
  return made;
}

/** Put the frame in its place and the reader's focus on it. */
function show(button, figure) {
  const made = frame(button);
  let place = figure.querySelector(".embed-place");
  if (!place) {
    place = document.createElement("div");
    place.className = "embed-place";
    figure.prepend(place);
  }
  place.hidden = false;
  place.replaceChildren(made);
  figure.querySelector(".embed-notice").hidden = true;
  button.hidden = true;
  made.focus();
}

for (const button of document.querySelectorAll("button[data-frame]")) {
  const figure = button.closest("figure");
  button.hidden = false;
  figure.querySelector(".embed-notice").hidden = false;
  button.addEventListener("click", () => show(button, figure));
}
