/* Lists that readers narrow: the part of the page that changes is fetched and replaced, the rest stays.
   Without this script the form is sent and links are followed. */

const PLACE = "[data-faceted]";

/** Says how many results there are to those who don't see it; outlives what is replaced. */
const status = document.createElement("p");
status.setAttribute("role", "status");
status.className = "faceted-status";

/** The latest request; an older one that is still on its way is given up. */
let current = null;

/** What the form asks, sent by one of its buttons, as an address: empty and usual values say nothing. */
function asked(form, button = null) {
  const address = new URL(form.action || location.href, location.href);
  const values = new URLSearchParams(new FormData(form, button));
  const usual = form.elements.sort?.options[0]?.value;
  if (values.get("sort") === usual) values.delete("sort");
  address.search = values;
  address.hash = "";
  return address;
}

/** Which details are open or not, and what has the focus. */
function kept(place) {
  const opened = [...place.querySelectorAll("details[id]")].map((each) => [each.id, each.open]);
  const active = document.activeElement;
  return { opened, focus: place.contains(active) ? active.id || null : undefined };
}

/** Put the new part in the place of the old one, with what was open and focused. */
function replace(place, fresh, { opened, focus }, moved) {
  for (const [id, open] of opened) {
    const details = fresh.querySelector(`#${CSS.escape(id)}`);
    if (details) details.open = open;
  }
  place.replaceChildren(...fresh.childNodes);
  const count = place.querySelector("[data-count]");
  if (moved) {
    // A chip or another leaf was followed: go on reading where the results begin.
    const start = count || place;
    start.tabIndex = -1;
    start.focus();
  } else if (focus !== undefined) {
    document.getElementById(focus)?.focus();
  }
  status.textContent = count?.textContent.trim() ?? "";
}

/** Take over what else on the page depends on the question: the languages, what is ticked, and the feed. */
function follow(page) {
  for (const selector of [".languages", ".compare-bar", "link[type='application/atom+xml']"]) {
    const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)];
    if (old && fresh) old.replaceWith(fresh);
  }
  // What the list of a page's parts leads to may have gone with the narrowing.
  const parts = document.querySelector(".table-of-contents");
  for (const item of parts?.querySelectorAll("li") ?? []) {
    item.hidden = !document.getElementById(item.querySelector("a").hash.slice(1));
  }
  if (parts) parts.hidden = !parts.querySelector("li:not([hidden])");
}

/** Show what is at an address. If anything goes wrong the browser goes there itself. */
async function show(address, { push = true, moved = false } = {}) {
  const place = document.querySelector(PLACE);
  current?.abort();
  const request = (current = new AbortController());
  place.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal: request.signal, headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(response.status);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    replace(place, page.querySelector(PLACE), kept(place), moved);
    follow(page);
    if (push) history.pushState(null, "", address);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
    return;
  }
  place.removeAttribute("aria-busy");
}

/** A link's address, with the boxes in the cards as they are now. */
function withTicks(address) {
  const form = document.querySelector(".facets");
  const ticks = form ? new FormData(form).getAll("compare") : [];
  address.searchParams.delete("compare");
  for (const key of ticks) address.searchParams.append("compare", key);
  return address;
}

/** What narrows the list. The boxes in the cards belong to the form as well and narrow nothing. */
function controls() {
  return [...(document.querySelector(".facets")?.elements ?? [])].filter((each) => each.matches(".facets :is(input, select)"));
}

/** The option of a select that the address says: the first unless another is marked. */
function said(select) {
  return Math.max([...select.options].findIndex((each) => each.defaultSelected), 0);
}

/** Whether a control says something else than the address. */
function differs(control) {
  if (control.options) return control.selectedIndex !== said(control);
  return control.checked !== control.defaultChecked || control.value !== control.defaultValue;
}

/** Let a control say what the address says. */
function restore(control) {
  if (control.options) control.selectedIndex = said(control);
  else [control.checked, control.value] = [control.defaultChecked, control.defaultValue];
}

/** What was ticked before this script had come is asked now. What nobody can have ticked yet, the browser has: on the way
    back it fills in forms as they were left. The list is that of the address, and so is the form then. */
function catchUp() {
  const ahead = controls().filter(differs);
  if (!ahead.length) return;
  if (navigator.userActivation?.hasBeenActive ?? true) show(asked(ahead[0].form));
  else ahead.forEach(restore);
}

/** Whether a click on a link within the place asks for the same list, and for nothing special. */
function stays(event, link) {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  return plain && !link.target && !link.hasAttribute("type") && link.origin === location.origin && link.pathname === location.pathname;
}

const place = document.querySelector(PLACE);
if (place) {
  place.after(status);
  place.addEventListener("change", (event) => {
    // The boxes in the cards narrow nothing.
    if (event.target.closest(".facets")) show(asked(event.target.form));
  });
  place.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!event.target.matches(".facets") || button?.hasAttribute("formaction")) return;
    event.preventDefault();
    show(asked(event.target, button), { moved: button?.name === "turn" });
  });
  place.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !stays(event, link)) return;
    event.preventDefault();
    show(withTicks(new URL(link.href)), { moved: true });
  });
  addEventListener("popstate", () => show(new URL(location.href), { push: false }));
  addEventListener("pageshow", ({ persisted }) => {
    // Browsers fill in forms until now; a page that was kept comes back as it was left, perhaps in the middle of a request.
    if (persisted) current?.abort();
    else if (place.hasAttribute("aria-busy")) return;
    place.removeAttribute("aria-busy");
    controls().forEach(restore);
  });
  catchUp();
}
