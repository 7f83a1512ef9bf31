// Where something stands: the one thing to know first, and the steps with the one it has come to.

import { icon } from "./icons.js";
import { element, sentence } from "./words.js";

const SIGNS = { warning: "alert", good: "done", calm: "clock" };

// The colour only repeats what the words and the sign say.
export const banner = (block) =>
  element(
    "div",
    { class: `banner ${block.tone}` },
    icon(block.icon) || icon(SIGNS[block.tone]),
    element(
      "div",
      null,
      element("p", { class: "first" }, ...sentence(block.text)),
      block.detail ? element("p", null, ...sentence(block.detail)) : null,
    ),
  );

export const track = (block) => element("ol", { class: "track", role: "list" }, ...block.steps.map(step));

const step = (one) =>
  element(
    "li",
    { class: one.progress, "aria-current": one.progress === "now" ? "step" : null },
    element("span", { class: "dot" }, one.progress === "done" ? icon("check") : null),
    element(
      "div",
      { class: "pair" },
      element("span", { class: "words" }, ...sentence(one.text)),
      " ",
      one.note ? element("span", { class: "note" }, ...sentence(one.note)) : null,
    ),
  );
