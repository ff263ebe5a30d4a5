/* The translators' screen: keyboard, keeping what is typed, saving a text at a time, help where one is.
   Without this script the form is sent as a whole and help is a link. */

const screen = document.querySelector("[data-translate]");
const form = screen.querySelector("[data-form]");
const announcer = screen.querySelector("[data-announce]");
/** The token against forgery, which is another one after somebody has signed in again in another tab. */
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;

/** Milliseconds after the last key until what was typed is kept, and until a failed try is repeated. */
const PAUSE = 1200;
const AGAIN = 8000;

const timers = new Map();
/** Texts that were typed and that the server doesn't have yet. */
const unkept = new Set();
/** The saving that goes on once somebody has signed in again. */
let interrupted;

function say(name) {
  return screen.querySelector("[data-says]").content.querySelector(`[data-say="${name}"]`)?.textContent ?? "";
}

/** Says something at a text, and aloud. */
function tell(unit, name, aloud = false) {
  const state = unit?.querySelector("[data-state]");
  if (state) state.textContent = say(name);
  if (aloud) announcer.textContent = say(name);
}

const units = () => [...form.querySelectorAll("[data-seg]")];
const unitOf = (element) => element.closest("[data-seg]");
const field = (unit) => unit.querySelector("textarea");
const base = (unit) => unit.querySelector(`[name="base-${unit.dataset.seg}"]`);
const isTouched = (unit) => field(unit).value.trim() !== field(unit).dataset.stored.trim();

/** Sends to the server; the answer's JSON. Throws with `signedout` or `lost`. */
async function send(address, values) {
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token(), "X-Requested-With": "XMLHttpRequest" },
      body: values,
    });
  } catch {
    throw new Error("lost");
  }
  const isAnswer = response.ok && (response.headers.get("Content-Type") ?? "").includes("json");
  if (isAnswer) return response.json();
  if (response.status >= 500) throw new Error("lost");
  document.dispatchEvent(new CustomEvent("session:lost")); // js/admin/session.js looks whether it is
  throw new Error("signedout");
}

function valuesOf(list) {
  const values = new FormData();
  for (const unit of list) {
    values.set(`text-${unit.dataset.seg}`, field(unit).value);
    values.set(`base-${unit.dataset.seg}`, base(unit).value);
  }
  return values;
}

/* Keeping what is typed */

function typed(unit) {
  unkept.add(unit.dataset.seg);
  clearTimeout(timers.get(unit.dataset.seg));
  timers.set(unit.dataset.seg, setTimeout(() => keep(unit), PAUSE));
}

async function keep(unit) {
  const text = field(unit).value;
  const values = new FormData();
  values.set("text", text);
  values.set("base", base(unit).value);
  tell(unit, "keeping");
  try {
    const answer = await send(unit.dataset.keep, values);
    if (!unit.isConnected) return;
    if (field(unit).value === text) unkept.delete(unit.dataset.seg);
    const state = unit.querySelector("[data-state]");
    state.textContent = answer.conflict ? say("conflict") : answer.kept ? say("kept") : "";
  } catch (error) {
    tell(unit, error.message, true);
    if (error.message === "lost") timers.set(unit.dataset.seg, setTimeout(() => keep(unit), AGAIN));
  }
}

document.addEventListener("session:back", () => {
  const save = interrupted;
  interrupted = undefined;
  if (save) save();
  else for (const unit of units()) if (unkept.has(unit.dataset.seg)) keep(unit);
});

window.addEventListener("beforeunload", (event) => {
  if (unkept.size) event.preventDefault();
});

/* Saving */

/** Puts the server's answer in the place of the texts it is about. */
function show(answer) {
  for (const [key, { html }] of Object.entries(answer.texts)) {
    const old = form.querySelector(`[data-seg="${key}"]`);
    const hadFocus = old.contains(document.activeElement);
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    const fresh = holder.content.firstElementChild;
    old.replaceWith(fresh);
    clearTimeout(timers.get(key));
    unkept.delete(key);
    ready(fresh);
    if (hadFocus) field(fresh).focus();
  }
  for (const [name, count] of Object.entries(answer.counts)) {
    const shown = screen.querySelector(`[data-filter="${name}"] .seg-filters__count`);
    if (shown) shown.textContent = count;
  }
  const bar = screen.querySelector(".translation-bar");
  const isWriting = bar && [...bar.querySelectorAll("input[type=text], input:checked, textarea")].some((input) => input.value);
  if (bar && !isWriting && !bar.contains(document.activeElement)) bar.outerHTML = answer.bar;
  refreshPreview();
}

/** Saves texts; whether all of them are. The first that is not gets the focus. */
async function save(list, accepted = "") {
  for (const unit of list) tell(unit, "saving");
  let answer;
  try {
    const values = valuesOf(list);
    if (accepted) values.set("next", accepted);
    answer = await send(form.action, values);
  } catch (error) {
    for (const unit of list) {
      tell(unit, error.message, true);
      typed(unit);
    }
    if (error.message === "signedout") interrupted = () => save(list, accepted);
    return false;
  }
  show(answer);
  const held = Object.entries(answer.texts).find(([, { result }]) => result === "conflict" || result === "refused");
  if (!held) return true;
  const unit = form.querySelector(`[data-seg="${held[0]}"]`);
  tell(unit, held[1].result, true);
  field(unit).focus();
  return false;
}

async function saveAndNext(unit) {
  const all = units();
  const next = all[all.indexOf(unit) + 1]?.dataset.seg;
  if (isTouched(unit) || unit.querySelector("[data-draft], [data-unreviewed]")) {
    if (!(await save([unit], unit.dataset.seg))) return;
    announcer.textContent = say("saved");
  }
  const target = next && form.querySelector(`[data-seg="${next}"]`);
  if (target) {
    field(target).focus();
    target.scrollIntoView({ block: "center" });
  } else {
    const link = screen.querySelector("[data-next-page]");
    if (link) link.focus();
    announcer.textContent = say("last");
  }
}

/* Typing help */

function replaceAll(unit, text) {
  const area = field(unit);
  area.focus();
  area.select();
  // keeps the browser's own undo; where it is not there the text is set
  if (!document.execCommand("insertText", false, text)) area.value = text;
  typed(unit);
}

function insertMark(unit, number) {
  const area = field(unit);
  const { selectionStart: from, selectionEnd: to, value } = area;
  const inside = value.slice(from, to);
  area.focus();
  if (!document.execCommand("insertText", false, `<${number}>${inside}</${number}>`)) {
    area.setRangeText(`<${number}>${inside}</${number}>`);
  }
  const opening = `<${number}>`.length;
  area.setSelectionRange(from + opening, from + opening + inside.length);
  typed(unit);
}

const asking = new WeakMap();

/** Asks for what helps with a text; one answer at a time, so that what somebody opens in it stays open. */
function help(unit) {
  const box = unit.querySelector("[data-help-box]");
  if (box.dataset.asked && !asking.has(box)) return Promise.resolve();
  if (!asking.has(box)) asking.set(box, answer(unit, box).finally(() => asking.delete(box)));
  return asking.get(box);
}

async function answer(unit, box) {
  box.dataset.asked = "1";
  try {
    const response = await fetch(unit.dataset.help, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!response.ok || response.redirected) throw new Error(response.status);
    const html = await response.text();
    const open = [...box.querySelectorAll("details[open]")].map((part) => part.className);
    box.innerHTML = html;
    for (const part of box.querySelectorAll("details")) part.open ||= open.includes(part.className);
    reveal(box);
  } catch {
    delete box.dataset.asked;
  }
}

/** Shows the buttons that only work with this script. */
function reveal(part) {
  for (const button of part.querySelectorAll("[data-copy], [data-mark], [data-accept]")) button.hidden = false;
}

/** A text that is new on the screen. */
function ready(unit) {
  reveal(unit);
  if (unit.querySelector("[data-help-box]").children.length) unit.querySelector("[data-help-box]").dataset.asked = "1";
}

form.addEventListener("input", (event) => {
  if (event.target.matches("textarea")) typed(unitOf(event.target));
});

form.addEventListener("focusin", (event) => {
  const unit = unitOf(event.target);
  if (!unit) return;
  for (const other of form.querySelectorAll(".seg--active")) if (other !== unit) other.classList.remove("seg--active");
  unit.classList.add("seg--active");
  if (event.target.matches("textarea")) help(unit);
});

form.addEventListener("keydown", async (event) => {
  const unit = unitOf(event.target);
  if (!unit || event.altKey || event.shiftKey || event.isComposing || field(unit).readOnly) return;
  const control = event.ctrlKey || event.metaKey;
  if (event.key === "Enter" && control && event.target.matches("textarea")) {
    event.preventDefault();
    saveAndNext(unit);
  } else if (event.key === "F8" && !control) {
    event.preventDefault();
    replaceAll(unit, unit.querySelector("[data-text]").dataset.text);
  } else if (event.key === "F9" && !control) {
    event.preventDefault();
    await help(unit);
    const first = unit.querySelector("[data-accept]");
    if (first) replaceAll(unit, first.dataset.accept);
  }
});

form.addEventListener("click", async (event) => {
  const button = event.target.closest("button, a");
  const unit = button && unitOf(button);
  if (!unit) return;
  if (button.matches("[data-copy]")) replaceAll(unit, unit.querySelector("[data-text]").dataset.text);
  else if (button.matches("[data-accept]")) replaceAll(unit, button.dataset.accept);
  else if (button.matches("[data-mark]")) insertMark(unit, button.dataset.mark);
  else if (button.matches("[data-more]")) {
    event.preventDefault();
    const box = unit.querySelector("[data-help-box]");
    // what is on its way is new enough, and nothing comes behind it
    if (!asking.has(box)) delete box.dataset.asked;
    await help(unit);
    field(unit).focus();
  }
});

form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const unit = button && unitOf(button);
  event.preventDefault();
  if (button?.matches("[data-save]")) saveAndNext(unit);
  else if (button?.matches("[data-discard], [data-restore]")) {
    const values = new FormData();
    if (button.name) values.set(button.name, button.value);
    try {
      show(await send(button.formAction, values));
      field(form.querySelector(`[data-seg="${unit.dataset.seg}"]`)).focus();
    } catch (error) {
      tell(unit, error.message, true);
    }
  } else if (await save(unsaved())) announcer.textContent = say("saved");
});

const unsaved = () => units().filter((unit) => isTouched(unit) || unit.querySelector("[data-draft]"));

/* Submitting and publishing take along what is typed on this leaf */
screen.addEventListener("submit", async (event) => {
  if (!event.target.matches(".translation-bar form, .seg-footer") || !unsaved().length) return;
  event.preventDefault();
  const { action, submitter } = { action: event.target.getAttribute("action"), submitter: event.submitter };
  const again = () => screen.querySelector(`.translation-bar form[action="${action}"], .seg-footer[action="${action}"]`);
  const name = submitter?.getAttribute("formaction");
  if (!(await save(unsaved()))) return;
  const sent = again() ?? event.target;
  sent.requestSubmit(name ? sent.querySelector(`[formaction="${name}"]`) : undefined);
});

/* The preview beside */

const preview = document.querySelector("[data-preview]");
const frame = preview?.querySelector("[data-frame]");
const panel = preview?.closest("[data-side-panel]");

function refreshPreview() {
  if (!frame || panel.hidden) return;
  const side = preview.querySelector("[data-side][aria-pressed=true]").dataset.side;
  const top = frame.contentWindow?.scrollY ?? 0;
  if (frame.getAttribute("src") === side) {
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, top), { once: true });
    frame.contentWindow.location.reload();
  } else frame.src = side;
}

if (preview) {
  preview.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-side]");
    if (!chosen) return;
    for (const button of preview.querySelectorAll("[data-side]")) {
      button.setAttribute("aria-pressed", String(button === chosen));
      button.classList.toggle("button-secondary", button !== chosen);
    }
    refreshPreview();
  });
  new MutationObserver(refreshPreview).observe(panel, { attributes: true, attributeFilter: ["hidden"] });
  refreshPreview();
}

for (const unit of units()) ready(unit);
