/* Nothing that was typed is lost when somebody is signed out meanwhile or the network is gone. Before a long form
   leaves, the server is asked whether it would be taken; if not, a dialog says why, and the same save goes on once it
   is. Without this script the server gives the form back (core/base/form_recovery.py).

   Signing in replaces the token against forgery, so that forms take it from the cookie when they are sent. */

const texts = document.querySelector("template[data-session]");

/** The forms that people type long in. The translators' screen sends its texts itself. */
const LONG = "[data-edit-form], form:has(textarea, [contenteditable])";
const OWN_WAY = "[data-translate] [data-form]";

const SIGNED_IN = "signed-in", SIGNED_OUT = "signed-out", OFFLINE = "offline", OTHER_USER = "other-user";

/** Who was signed in when somebody began to type. */
let author;
let dialog;
/** The form that waits for the dialog, and the button that was pressed. */
let waiting;
/** Milliseconds for which a form whose way is free is not asked about again: it may wait for the autosave first. */
const FREE = 15_000;
/** Until when a form's way is free. */
const freeUntil = new WeakMap();

const cookie = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

/** Gives the forms of this page the token that is valid now. */
function renewTokens() {
  const token = cookie();
  if (token) for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
}

/** Asks the server; the state, and who is signed in. */
async function check() {
  try {
    const response = await fetch(texts.dataset.check);
    if (!response.ok) return { state: OFFLINE };
    const { user, name } = await response.json();
    if (!user) return { state: SIGNED_OUT };
    author ??= user;
    return { state: user === author ? SIGNED_IN : OTHER_USER, user, name };
  } catch {
    return { state: OFFLINE };
  }
}

function make() {
  const made = texts.content.firstElementChild.cloneNode(true);
  document.body.append(made);
  made.querySelector("[data-again]").addEventListener("click", () => goOn({ isAsked: true }));
  made.querySelector("[data-later]").addEventListener("click", () => made.close());
  made.addEventListener("close", () => {
    release(waiting?.button);
    waiting = undefined;
  });
  return made;
}

/** Lets a button be pressed again that Wagtail has set to “Saving…”. */
function release(button) {
  if (!button) return;
  button.dataset.wProgressLoadingValue = "false";
  button.disabled = false;
}

function show({ state, name }) {
  dialog ??= make();
  dialog.dataset.state = state;
  for (const part of dialog.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(state);
  dialog.querySelector("[data-name]").textContent = name ?? "";
  dialog.querySelector("[data-still]").hidden = true;
  if (!dialog.open) dialog.showModal();
}

/** Looks again, and goes on if it can. */
async function goOn({ isAsked = false } = {}) {
  if (!dialog?.open) return;
  const before = dialog.dataset.state;
  const answer = await check();
  if (!dialog.open) return;
  if (answer.state === OTHER_USER && isAsked && before === OTHER_USER) author = answer.user;
  else if (answer.state !== SIGNED_IN) {
    show(answer);
    dialog.querySelector("[data-still]").hidden = !(isAsked && answer.state === SIGNED_OUT);
    return;
  }
  renewTokens();
  const { form, button } = waiting ?? {};
  waiting = undefined;
  dialog.close();
  document.dispatchEvent(new CustomEvent("session:back"));
  if (form) send(form, button);
}

/** Sends a form as its button would have, which is not sent itself where Wagtail has disabled it meanwhile. */
function send(form, button) {
  freeUntil.set(form, Date.now() + FREE);
  const action = document.createElement("input");
  if (button?.disabled) {
    Object.assign(action, { type: "hidden", name: button.name, value: button.value });
    form.append(action);
  }
  form.requestSubmit(button);
  action.remove();
}

/** Whether somebody is signed in; the dialog says why not. */
async function requireSession(form, button) {
  const answer = await check();
  if (answer.state === SIGNED_IN) return true;
  waiting = form && { form, button };
  show(answer);
  return false;
}

const asking = new WeakSet();

window.addEventListener(
  "submit",
  async (event) => {
    const { target: form, submitter: button } = event;
    if (form.method !== "post" || event.defaultPrevented) return;
    renewTokens();
    if (freeUntil.get(form) > Date.now() || !form.matches(LONG) || form.matches(OWN_WAY)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking.has(form)) return; // pressed twice
    asking.add(form);
    const isFree = await requireSession(form, button);
    asking.delete(form);
    if (isFree) send(form, button);
  },
  true,
);

// Whoever begins to type is asked for once, so that nothing is saved in another's name unseen.
document.addEventListener("input", function ask({ target }) {
  if (!target.closest(LONG)) return;
  document.removeEventListener("input", ask);
  check();
});

// The editor's own saving has failed, or the translators' screen's.
for (const name of ["w-autosave:error", "session:lost"]) document.addEventListener(name, () => requireSession());

// Back from the tab in which somebody has signed in, or from a tunnel.
window.addEventListener("focus", () => goOn());
window.addEventListener("online", () => goOn());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) goOn();
});
