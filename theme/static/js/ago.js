// Says how long ago a comment was written; the date itself moves into the title.
const UNITS = [
  ["month", 2629800],
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];
const YEAR_S = 31557600;
const language = document.documentElement.lang;
const words = new Intl.RelativeTimeFormat(language);
const now = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "second");

const ago = (date) => {
  const seconds = (Date.now() - date) / 1000;
  // A clock that is wrong says nothing, and of what is older than a year the date says more.
  if (!(seconds >= 0 && seconds < YEAR_S)) return "";
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? [];
  return unit ? words.format(-Math.floor(seconds / length), unit) : now;
};

const times = [...document.querySelectorAll(".comment time")].map((time) => [time, time.textContent]);

const tell = () => {
  for (const [time, date] of times) {
    const text = ago(new Date(time.dateTime));
    time.textContent = text || date;
    if (text) time.title = date;
  }
};

tell();
// On paper, only the date is true for long.
addEventListener("beforeprint", () => times.forEach(([time, date]) => (time.textContent = date)));
addEventListener("afterprint", tell);
