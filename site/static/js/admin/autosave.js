/* Saving waits until the editor's own saving (autosave) has its answer, and none begins while a form is leaving.
   Wagtail 8.0 sends both at once (wagtail/wagtail#13863): whichever the server stores last wins, a new page can be
   made twice, and rows below the page get other keys than the form that is shown next knows. */

/** Milliseconds: whoever saves is not kept waiting longer for an answer that may never come. */
const PATIENCE = 10_000;

/** Ends the wait of a form that is autosaving: called with its answer, or by whoever saves. */
let answered = () => {};
let autosaving = false;
let waiting = false;
let leaving = false;

document.addEventListener(
  "w-autosave:save",
  (event) => {
    if (leaving) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      autosaving = true;
    }
  },
  true,
);

for (const answer of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(answer, () => {
    autosaving = false;
    answered();
  });
}

/** Submits a form as its button would have, which Wagtail has disabled meanwhile. */
function submit(form, button) {
  const action = document.createElement("input");
  action.type = "hidden";
  action.name = button?.name ?? "";
  action.value = button?.value ?? "";
  form.append(action);
  form.requestSubmit();
  action.remove();
}

document.addEventListener(
  "submit",
  (event) => {
    if (!autosaving || !event.target.matches("[data-edit-form]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (waiting) return;
    waiting = true;
    const { target, submitter } = event;
    const timer = setTimeout(() => answered(), PATIENCE);
    answered = () => {
      answered = () => {};
      clearTimeout(timer);
      waiting = autosaving = false;
      submit(target, submitter);
    };
  },
  true,
);

window.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("[data-edit-form]")) return;
  leaving = true;
  // The server may answer with something else than a page, or the person may stop it: they go on writing here.
  setTimeout(() => {
    leaving = false;
  }, PATIENCE);
});
