// The menu and the two dialogs.

import { preferences } from "./store.js";

const root = document.documentElement;
const at = (id) => document.getElementById(id);

export function offer(onEnd) {
  const [menu, button] = [at("menu"), at("options")];
  const toggle = (open) => {
    menu.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => toggle(menu.hidden));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    toggle(false);
    button.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    // Beside the column it covers nothing, and may stay.
    const covers = innerWidth < 1240;
    if (covers && !menu.contains(event.target) && !button.contains(event.target)) toggle(false);
  });
  menu.addEventListener("focusout", (event) => {
    if (
      event.relatedTarget &&
      innerWidth < 1240 &&
      !menu.contains(event.relatedTarget) &&
      event.relatedTarget !== button
    )
      toggle(false);
  });
  sizes();
  contrast();
  ask(at("about-dialog"), [at("about")], toggle);
  ask(at("end-dialog"), [at("end"), at("erase")], toggle, onEnd);
}

function sizes() {
  for (const input of document.querySelectorAll("[name=size]")) {
    input.checked = input.value === (root.getAttribute("data-size") || "1");
    input.addEventListener("change", () => {
      root.setAttribute("data-size", input.value);
      preferences.set("size", Number(input.value));
    });
  }
}

function contrast() {
  const button = at("contrast");
  const show = (high) => {
    button.setAttribute("aria-checked", String(high));
    if (high) root.setAttribute("data-contrast", "high");
    else root.removeAttribute("data-contrast");
  };
  show(root.hasAttribute("data-contrast"));
  button.addEventListener("click", () => {
    const high = !root.hasAttribute("data-contrast");
    show(high);
    preferences.set("contrast", Number(high));
  });
}

function ask(dialog, openers, toggle, done) {
  let opener = null;
  for (const button of openers) {
    button.addEventListener("click", () => {
      opener = button;
      if (dialog.showModal) dialog.showModal();
      else dialog.setAttribute("open", "");
    });
  }
  const closed = (value) => {
    toggle(false);
    const back = opener.closest("#menu") ? at("options") : opener;
    (back.hidden ? at("words") : back).focus();
    if (value === "end") done();
  };
  dialog.addEventListener("close", () => closed(dialog.returnValue));
  dialog.addEventListener("cancel", () => (dialog.returnValue = ""));
  if (dialog.showModal) return;
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.removeAttribute("open");
    closed(event.submitter ? event.submitter.value : "");
  });
}
