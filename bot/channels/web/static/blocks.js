// Content to elements: a list of parts, each with what it was made from, so that a change touches only what changed.

import { buttons, link } from "./buttons.js";
import { icon } from "./icons.js";
import { banner, track } from "./standing.js";
import { element, sentence } from "./words.js";

const LEADS = ["time", "fee", "where"];
const BRIEF = 18;
let made = 0;

const BLOCKS = {
  title: (block) => element("h2", null, ...sentence(block.text)),
  paragraph: (block) => element("p", null, ...sentence(block.text)),
  note: (block) => element("p", { class: "note" }, ...sentence(block.text)),
  items: (block) => items(block),
  source: (block, press) => source(block, press),
  facts: (block, press) => facts(block, press),
  banner: (block) => banner(block),
  track: (block) => track(block),
};

// The parts of a message: [{type, json, node, data}] in the order of the screen.
export function parts(content, press, texts) {
  const blocks = content.blocks.map((block) => part(block.type, block, BLOCKS[block.type](block, press)));
  const grouped = buttons(content.buttons, press, texts).map(([role, group, node]) => part(role, group, node));
  const notes = smallPrint(content, blocks);
  if (notes.length) notes[0].node.classList.add("after");
  const quiet = grouped.filter((one) => one.type === "quiet");
  return blocks
    .filter((one) => !notes.includes(one))
    .concat(
      grouped.filter((one) => one.type !== "quiet"),
      notes,
      quiet,
    );
}

// What comes after the buttons: all notes of the first screen, the last line of where something stands.
function smallPrint(content, blocks) {
  if (content.buttons.some((button) => button.role === "start"))
    return blocks.filter((one) => one.type === "note");
  const stands = blocks.some((one) => one.type === "banner");
  return stands ? blocks.slice(-1).filter((one) => one.type === "note") : [];
}

// Change what is shown into what should be shown, keeping every element that says the same.
export function patch(container, before, after) {
  before.slice(after.length).forEach((old) => old.node.remove());
  return after.map((next, index) => {
    const old = before[index];
    if (!old) container.append(next.node);
    else if (old.json === next.json) return old;
    else if (old.type === "facts" && next.type === "facts" && sameRows(old.data, next.data)) {
      next.data.rows.forEach((row, place) => setFact(old.node, place, row));
      return Object.assign(old, { json: next.json, data: next.data });
    } else old.node.replaceWith(next.node);
    return next;
  });
}

const part = (type, data, node) => ({ type, data, node, json: JSON.stringify(data) });

const sameRows = (old, next) =>
  old.rows.map((row) => row.label).join("\n") === next.rows.map((row) => row.label).join("\n");

function items(block) {
  const rows = block.rows.map((row, index) =>
    element(
      "li",
      null,
      block.numbered ? element("span", { class: "number" }, String(index + 1)) : null,
      element(
        "div",
        null,
        ...sentence(row.text),
        row.note ? element("small", null, ...sentence(row.note)) : null,
      ),
    ),
  );
  // Safari forgets that a list without marks is a list.
  return element(block.numbered ? "ol" : "ul", { class: "items", role: "list" }, ...rows);
}

function source(block, press) {
  const words = block.parts.map((one) => element("span", null, one));
  return element(
    "div",
    { class: "source" },
    element("span", { class: "parts" }, ...words.flatMap((one) => [one, " "])),
    block.report ? link(block.report, press) : null,
  );
}

function facts(block, press) {
  const list = element("div", { class: "facts grid" });
  const rest = block.rows.filter((row) => !LEADS.includes(row.icon));
  const leads = block.rows.filter((row) => LEADS.includes(row.icon));
  const first = leads.length ? block.rows.indexOf(leads[0]) : 0;
  block.rows.forEach((row, place) => {
    const lead = leads.length === 3 && leads.includes(row);
    const others = place < first ? rest.slice(0, first) : rest.slice(first);
    const at = others.indexOf(row);
    const alone = !lead && at === others.length - 1 && at % 2 === 0;
    const split = lead ? leads.indexOf(row) > 0 : at % 2 === 1;
    const style = [lead ? "lead" : "", alone ? "wide" : "", split ? "split" : "", row.value ? "" : "bare"];
    list.append(fact(row, press, style.join(" ")));
    setFact(list, place, row);
  });
  return list;
}

function fact(row, press, style) {
  const brief = row.value.length <= BRIEF && !LEADS.includes(row.icon) ? "brief" : "";
  const button = element(
    "button",
    { type: "button", class: `fact ${style} ${brief}`, "aria-expanded": "false" },
    icon(row.icon),
    element(
      "span",
      { class: "pair" },
      element("span", { class: "label" }),
      " ",
      element("span", { class: "value" }),
    ),
    icon("chevron", "chevron"),
  );
  button.addEventListener("click", () => {
    const asked = button.dataset.press;
    const open = button.getAttribute("aria-expanded") !== "true";
    // The words are here already: open at once, and let the answer put the rest right.
    setDetail(button, open, JSON.parse(button.dataset.detail));
    press(asked, button);
  });
  return button;
}

function setFact(list, place, row) {
  const button = list.querySelectorAll(".fact")[place];
  const [label, value] = [button.querySelector(".label"), button.querySelector(".value")];
  fill(label, row.label);
  fill(value, row.value);
  button.dataset.press = row.press;
  button.dataset.detail = JSON.stringify(row.detail);
  setDetail(button, row.open, row.detail);
}

function fill(node, text) {
  if (node.textContent === text) return;
  node.textContent = "";
  node.append(...sentence(text));
}

function setDetail(button, open, blocks) {
  const shown =
    button.nextElementSibling && button.nextElementSibling.matches(".detail")
      ? button.nextElementSibling
      : null;
  const json = JSON.stringify(blocks);
  button.setAttribute("aria-expanded", String(open && blocks.length > 0));
  if (shown && open && shown.dataset.json === json) return;
  if (shown) shown.remove();
  button.removeAttribute("aria-controls");
  if (!open || !blocks.length) return;
  const detail = element("div", { class: "detail", id: `detail-${++made}`, "data-json": json });
  detail.append(...blocks.map((block) => BLOCKS[block.type](block)));
  button.after(detail);
  button.setAttribute("aria-controls", detail.id);
}
