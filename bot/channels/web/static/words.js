// Small makers of elements: words come in as text, never as markup.

export const element = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
};

const BOLD = /<b>([^]*?)<\/b>/;
// Pairs that a line break would tear apart.
const TOGETHER = /(hồ sơ|mức thu|\d+ (?:ngày|giờ|tháng|năm|tuần|bản|đồng|văn bản))/i;

// The code of a dossier, on a line of its own where it does not fit beside other words.
const CODE = /([A-Z]\d\d(?:\.\d\d)*-\d{6}-\d{4,5})/;

const wrapped = (text, pattern, style) =>
  text
    .split(pattern)
    .filter(Boolean)
    .map((part) => (pattern.test(part) ? element("span", { class: style }, part) : part));

const kept = (text) =>
  wrapped(text, CODE, "code").flatMap((part) =>
    typeof part === "string" ? wrapped(part, TOGETHER, "keep") : [part],
  );

// A sentence with its <b>…</b>; whatever else looks like markup stays text.
export const sentence = (text) =>
  text.split(BOLD).flatMap((part, index) => (index % 2 ? [element("b", null, ...kept(part))] : kept(part)));

const VIETNAMESE = /[ăđơưạ-ỹ]/i;

// On the English page, what stayed Vietnamese is read in Vietnamese.
export function tellLanguages(node) {
  if (document.documentElement.lang === "vi") return;
  for (const one of node.querySelectorAll("h2, p, li, .label, .value, .words, .parts span")) {
    if (VIETNAMESE.test(one.textContent)) one.lang = "vi";
  }
}

const language = document.documentElement.lang === "en" ? "en-GB" : "vi-VN";
const timeZone = "Asia/Ho_Chi_Minh";
const hour = new Intl.DateTimeFormat(language, {
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
  timeZone,
});
const weekday = new Intl.DateTimeFormat(language, { weekday: "long", timeZone });
const date = new Intl.DateTimeFormat("en-GB", {
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  timeZone,
});

export const clockTime = (at) => hour.format(at);
export const day = (at) => `${weekday.format(at)}, ${date.format(at)}`;
