// The buttons of a message, and links away.

import { icon } from "./icons.js";
import { element, sentence } from "./words.js";

const MAKERS = { start: doors, question: questions, choice: choices, primary: primaries, quiet: quiets };

// [[role, buttons, element]]: what is offered first stands first, what is quiet always last.
export function buttons(all, press, texts) {
  const usable = all.filter((button) => !button.url || SAFE.test(button.url));
  const roles = new Set(usable.map((button) => button.role).filter((role) => role !== "quiet")).add("quiet");
  return Array.from(roles, (role) => [role, usable.filter((button) => button.role === role)])
    .filter(([, group]) => group.length)
    .map(([role, group]) => [role, group, MAKERS[role](group, press, texts)]);
}

// Where a link may lead: a page that nobody on the way can read or change, or a telephone.
const SAFE = /^(https:\/\/|tel:\+?[\d.\- ]+$)/i;
const AWAY = /^https/i;

function pressable(button, style, press, ...inside) {
  if (!button.url) {
    const made = element("button", { type: "button", class: style, "data-press": button.press }, ...inside);
    made.addEventListener("click", () => press(button.press, made));
    return made;
  }
  const target = AWAY.test(button.url) ? "_blank" : null;
  return element("a", { class: style, href: button.url, target, rel: "noopener noreferrer" }, ...inside);
}

const label = (button) =>
  element(
    "span",
    { class: "words" },
    ...sentence(button.label),
    button.hint ? element("small", null, button.hint) : null,
  );

function elsewhere(button, texts) {
  if (!AWAY.test(button.url)) return [null];
  return [element("span", { class: "sr" }, ` ${texts.opens_elsewhere}`), icon("away")];
}

function doors(group, press) {
  const made = group.map((button) =>
    pressable(
      button,
      "door",
      press,
      element("span", { class: "band" }, icon(button.icon) || icon("list")),
      label(button),
    ),
  );
  return element("div", { class: "doors" }, ...made);
}

function questions(group, press, texts) {
  const made = group.map((button) =>
    pressable(button, "question", press, element("span", null, button.label), icon("chevron")),
  );
  return element("div", { class: "questions" }, element("p", { class: "note" }, texts.or_tap), ...made);
}

// With an icon it is a thing to do, not the answer to a question: it stays as it is when pressed.
function choices(group, press, texts) {
  const made = group.map((button) =>
    pressable(
      button,
      `choice ${button.icon ? "act" : ""}`,
      press,
      icon(button.icon) || icon("check", "check"),
      label(button),
      ...elsewhere(button, texts),
    ),
  );
  return element("div", { class: `choices ${group.length === 1 ? "one" : ""}` }, ...made);
}

function primaries(group, press, texts) {
  const made = group.map((button) =>
    pressable(button, "primary", press, icon(button.icon), label(button), ...elsewhere(button, texts)),
  );
  return element("div", { class: "primaries" }, ...made);
}

export const link = (button, press, texts) =>
  pressable(
    button,
    "link",
    press,
    element("span", null, button.label),
    ...(texts ? elsewhere(button, texts) : [null]),
  );

function quiets(group, press, texts) {
  return element("div", { class: "links" }, ...group.map((button) => link(button, press, texts)));
}
