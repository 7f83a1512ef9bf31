// The conversation on the screen: each message once, in the order of its number, changed in place when it is replaced.

import { parts, patch } from "./blocks.js";
import { icon } from "./icons.js";
import { used } from "./store.js";
import { clockTime, day, element, tellLanguages } from "./words.js";

const MASKED = "••••";
const plain = (text) => text.normalize("NFC").trim();

export class Log {
  constructor(root, texts, onPress) {
    Object.assign(this, { root, texts, onPress });
    this.clear();
  }

  clear() {
    this.root.textContent = "";
    this.seq = 0;
    this.shown = new Map();
    this.waiting = new Map();
  }

  get empty() {
    return !this.root.firstElementChild;
  }

  // The element of a new bot message, or null where nothing new appeared below.
  show(message) {
    this.seq = Math.max(this.seq, message.seq);
    if (this.shown.has(message.id)) return null;
    const older = message.replaces && this.shown.get(message.replaces);
    if (message.mine) return message.replaces ? this.mask(older, message) : this.own(message);
    if (older && !older.mine) return this.change(older, message);
    const node = element(
      "div",
      { class: "said bot new" },
      element("span", { class: "sr" }, this.texts.bot_said),
    );
    const card = element("div", { class: "card" });
    const entry = { node, card, id: message.id, at: message.at };
    entry.parts = parts(message.content, (press, button) => this.press(entry, press, button), this.texts);
    card.append(...entry.parts.map((one) => one.node));
    node.append(card);
    this.shown.set(message.id, entry);
    this.place(node, new Date(message.at));
    this.markUsed(entry);
    tellLanguages(card);
    return node;
  }

  change(entry, message) {
    const focused = entry.node.contains(document.activeElement);
    const next = parts(message.content, (press, button) => this.press(entry, press, button), this.texts);
    entry.parts = patch(entry.card, entry.parts, next);
    used.move(entry.id, message.id);
    entry.id = message.id;
    this.shown.set(message.id, entry);
    this.markUsed(entry);
    tellLanguages(entry.card);
    if (focused && !entry.node.contains(document.activeElement)) {
      entry.node.tabIndex = -1;
      entry.node.focus({ preventScroll: true });
    }
    return null;
  }

  press(entry, press, button) {
    if (button.matches(".choice:not(.act)")) {
      used.set(entry.id, press);
      this.markUsed(entry);
    }
    this.onPress(press, entry.id, entry.node);
  }

  markUsed(entry) {
    const press = used.of(entry.id);
    const chosen = Array.from(entry.card.querySelectorAll(".choice:not(.act)"));
    if (press === undefined || !chosen.some((button) => button.dataset.press === press)) return;
    chosen[0].parentElement.classList.add("used");
    chosen.forEach((button) => {
      if (button.dataset.press === press) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
  }

  // The server keeps no digits of a check: nor does the screen.
  mask(entry, message) {
    if (!entry || !entry.mine) return null;
    this.shown.set(message.id, entry);
    this.write(entry.node.querySelector(".bubble"), message.text);
    return null;
  }

  write(bubble, text) {
    bubble.textContent = "";
    if (text !== MASKED) bubble.append(text);
    else
      bubble.append(
        element("span", { "aria-hidden": "true" }, text),
        element("span", { class: "sr" }, this.texts.masked),
      );
  }

  // What was sent from here and now comes back: the same words, or the first digits where they are masked.
  sent(text) {
    const same = text === MASKED ? (item) => /[0-9０-９]/.test(item.text) : (item) => plain(item.text) === text;
    return Array.from(this.waiting.values()).find(same);
  }

  own(message) {
    const mine = this.sent(plain(message.text));
    if (mine) {
      this.write(mine.node.querySelector(".bubble"), message.text);
      this.waiting.delete(mine.id);
      mine.node.classList.remove("waiting");
      this.stamp(mine.node, message.at);
      // It was shown under the day of this phone; the server's may be another.
      if (mine.day !== day(new Date(message.at))) this.lift(mine.node);
    }
    const node = mine ? mine.node : this.bubble(message.text);
    this.shown.set(message.id, { node, mine: true });
    if (!mine || !node.isConnected) {
      this.stamp(node, message.at);
      this.place(node, new Date(message.at));
    }
    return null;
  }

  // Take out a bubble, and the line with the day when nothing is left under it.
  lift(node) {
    const line = node.previousElementSibling;
    node.remove();
    if (line && line.matches(".day") && (!line.nextElementSibling || line.nextElementSibling.matches(".day")))
      line.remove();
  }

  bubble(text) {
    const said = element("span", { class: "sr" }, this.texts.you_said);
    const bubble = element("div", { class: "bubble" });
    this.write(bubble, text);
    return element("div", { class: "said mine new" }, said, bubble, element("div", { class: "stamp" }));
  }

  stamp(node, at) {
    node.querySelector(".stamp").textContent = `${clockTime(new Date(at))} · ${this.texts.received}`;
  }

  // A message of this browser on its way; it counts as waiting when no answer came for a moment.
  send(item) {
    const node = this.bubble(item.text);
    const at = new Date(item.at);
    node.querySelector(".stamp").textContent = clockTime(at);
    this.place(node, at);
    this.waiting.set(item.id, { id: item.id, text: item.text, node, day: day(at) });
    return node;
  }

  wait(item) {
    const one = this.waiting.get(item.id);
    if (!one || one.node.matches(".waiting, .kept")) return;
    one.node.classList.add("waiting");
    const stamp = one.node.querySelector(".stamp");
    stamp.textContent = "";
    stamp.append(icon("clock"), `${this.texts.waiting} · ${clockTime(new Date(item.at))}`);
  }

  kept(item) {
    const one = this.waiting.get(item.id);
    if (!one) return;
    one.node.classList.remove("waiting");
    one.node.classList.add("kept");
    this.stamp(one.node, item.at);
  }

  refuse(item, reason) {
    const one = this.waiting.get(item.id);
    if (!one) return;
    this.waiting.delete(item.id);
    one.node.classList.remove("waiting");
    one.node.classList.add("refused");
    one.node.querySelector(".stamp").textContent = reason;
  }

  // Before what still waits, after a line with the day where it is another one.
  place(node, at) {
    const today = day(at);
    node.dataset.day = today;
    const pending = Array.from(this.waiting.values())
      .map((one) => one.node)
      .find((one) => !one.matches(".kept"));
    const next = pending && pending.isConnected ? pending : null;
    const before = next ? next.previousElementSibling : this.root.lastElementChild;
    if (!before || before.dataset.day !== today) {
      this.root.insertBefore(element("p", { class: "day", "data-day": today }, today), next);
    }
    this.root.insertBefore(node, next);
  }
}
