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
