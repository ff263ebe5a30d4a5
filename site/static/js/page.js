/* What parts of any page do beyond what they can do without this script. One file, so that it is one request. */

/* Pages are suggested while somebody types into a search field, as a combobox (WAI-ARIA 1.2); which results are
   followed is counted, with nothing of who follows them. Without this script the form is sent and links lead on. */

const PAUSE = 150;
const SHORTEST = 2;

function combobox(form, number) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.id = `suggestions-${number}`;
  list.className = "search-suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestionsLabel);
  form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let timer, request, active = -1;

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(place) {
    active = place;
    [...list.children].forEach((option, each) => option.setAttribute("aria-selected", each === place));
    if (place < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  }

  function show(found) {
    list.replaceChildren(...found.map(({ title, url, kind }, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.dataset.url = url;
      option.setAttribute("role", "option");
      option.append(title, Object.assign(document.createElement("small"), { textContent: kind }));
      return option;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    choose(-1);
    // At the end of what is seen of a page nobody would know of them.
    if (found.length) list.scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    request?.abort();
    const query = input.value.trim();
    if (query.length < SHORTEST) return close();
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggestions}?${new URLSearchParams({ q: query })}`, { signal: request.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch {
      // Suggestions are a help: without them the field is what it was.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (list.hidden || event.isComposing) {
      return;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = event.key === "ArrowDown" ? active + 1 : active < 0 ? last : active - 1;
      choose(next > last ? -1 : next);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(list.children[active].dataset.url);
    }
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}

document.querySelectorAll("form[data-suggestions]").forEach(combobox);

/* Results are narrowed in their place by the script of the lists, fetched when somebody goes there; at once where somebody
   has been there before this script came, or where the browser may have filled in the form as it was left. */
const results = document.querySelector("[data-faceted][data-script]");
const narrow = () => import(results.dataset.script);
const touched = () => results.matches(":hover, :focus-within")
  || results.querySelector("input:checked:not([checked]), input[checked]:not(:checked)");
if (results && (touched() || performance.getEntriesByType("navigation")[0]?.type !== "navigate")) narrow();
for (const sign of ["focusin", "pointerenter"]) results?.addEventListener(sign, narrow, { once: true });

document.addEventListener("click", (event) => {
  // What editors promote has the position 0: it is not counted.
  const link = event.target.closest(".results a[data-place]:not([data-place='0'])");
  const query = new URLSearchParams(location.search).get("q");
  if (link && query) navigator.sendBeacon("followed/", new URLSearchParams({ q: query, place: link.dataset.place }));
});

/* Buttons that copy a text of the page. Where the browser can't, they stay away: the text can be selected. */

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    status.textContent = button.dataset.copied;
  });
}

/* Beside the time of an event's place, the time on the reader's own clock where that is another one. */

const OFFSET = /([+-])(\d\d):(\d\d)$/;

/** How many minutes before Greenwich's a clock is that writes a time like this one. */
function minutes(written) {
  const [, sign, hours, rest] = OFFSET.exec(written);
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(rest));
}

for (const place of document.querySelectorAll("[data-own-time]")) {
  const times = [...place.parentElement.querySelectorAll(".when time")].filter((time) => OFFSET.test(time.dateTime));
  const moments = times.map((time) => new Date(time.dateTime));
  if (times.some((time, at) => minutes(time.dateTime) !== -moments[at].getTimezoneOffset())) {
    const language = place.closest("[lang]").lang;
    const style = { day: "numeric", month: "short", hour: "numeric", minute: "2-digit", timeZoneName: "short" };
    const shown = document.createElement("time");
    shown.dateTime = moments[0].toISOString();
    shown.textContent = new Intl.DateTimeFormat(language, style).formatRange(moments[0], moments.at(-1));
    place.append(`${place.dataset.ownTime} `, shown);
  }
}

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
function embed(button, figure) {
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
  button.addEventListener("click", () => embed(button, figure));
}

/* A visitor's form stays with what was typed where the network is gone, and has a valid token when it leaves. Without
   this script the browser says what happened, and the server gives a form without a token back. */

/** Whether the server answers; it renews the cookie with the token, which may be gone meanwhile. */
async function reaches() {
  try {
    return (await fetch(location.href, { method: "HEAD", cache: "no-store" })).status < 500;
  } catch {
    return false;
  }
}

for (const form of document.querySelectorAll("form.answers")) {
  const notice = form.querySelector("[data-offline]");
  let isAsking = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isAsking) return; // pressed twice
    isAsking = true;
    const isReached = await reaches();
    isAsking = false;
    notice.hidden = isReached;
    if (!isReached) return notice.focus();
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token) form.elements.csrfmiddlewaretoken.value = token;
    form.submit();
  });
}
