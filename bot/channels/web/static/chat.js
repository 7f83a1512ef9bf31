// The page: joins what comes down, what goes up, what is shown and where the reader looks.

import { parts } from "./blocks.js";
import { icon } from "./icons.js";
import { Inbox } from "./inbox.js";
import { watch } from "./kiosk.js";
import { Log } from "./log.js";
import { offer } from "./options.js";
import { Outbox, uuid } from "./outbox.js";
import { Reader } from "./scroll.js";
import { forget, unsent } from "./store.js";
import { element } from "./words.js";

const at = (id) => document.getElementById(id);
const texts = JSON.parse(at("log").dataset.texts);
const kiosk = "kiosk" in document.body.dataset;
const asked = new URLSearchParams(location.search);
const passed = ["lang", "kiosk"]
  .filter((name) => asked.has(name))
  .map((name) => `${name}=${encodeURIComponent(asked.get(name))}`);
const query = passed.length ? `?${passed.join("&")}` : "";

const words = at("words");
const start = at("start");
const typing = at("typing");
typing.prepend(element("span", { class: "sr" }, texts.typing));

const log = new Log(at("log"), texts, press);
const reader = new Reader(
  document.querySelector("header"),
  document.querySelector("footer"),
  at("room"),
  at("latest"),
);
const notices = new Map();
let typingTimer = 0;
let stranger = false;

const outbox = new Outbox(query, {
  waiting(item, status) {
    log.wait(item);
    if (status === 0 && !navigator.onLine) notice("line", "offline", texts.offline);
    else if (status >= 500) notice("line", "clock", texts.away);
    else if (status === 0 && outbox.failures > 0) notice("line", "offline", texts.offline);
  },
  kept(item) {
    log.kept(item);
    notice("line", "", "");
    expect();
    // Where no stream comes through, or another tab has it, ask once more.
    setTimeout(() => inbox.stop && !typing.hidden && inbox.poll(inbox.stop.signal), 3000);
  },
  refused: (item, reason) => log.refuse(item, reason || texts.failed),
  stranger: unknown,
});

const inbox = new Inbox(query, () => log.seq, {
  messages: arrive,
  typing: () => sign(true),
  stranger: unknown,
  reset() {
    log.clear();
    begin();
  },
  // Said in every tab: the cookie is another, so each stream must be opened again.
  ended() {
    forget();
    log.clear();
    begin();
    inbox.again();
  },
  reached(status) {
    if (status === 0) notice("line", "offline", texts.offline);
    else if (status >= 500) notice("line", "clock", texts.away);
    else if (notices.has("line")) {
      notice("line", "", "");
      outbox.flush();
    }
  },
});

function arrive(messages) {
  const wasAtBottom = reader.atBottom;
  const first = log.empty;
  const shown = messages.map((message) => log.show(message)).filter(Boolean);
  if (messages.some((message) => !message.mine)) sign(false);
  begin();
  if (first && !reader.act) reader.bottom();
  else reader.arrived(shown, wasAtBottom);
}

// The first screen stands while nothing has been said.
function begin() {
  start.hidden = !log.empty;
  at("end").hidden = log.empty;
}

function say(text) {
  const item = { id: uuid(), text, at: Date.now() };
  const node = log.send(item);
  begin();
  reader.bottom();
  reader.asked(node);
  outbox.send(item);
}

function press(payload, of, node) {
  reader.asked(node);
  outbox.send({ id: uuid(), press: payload, of, at: Date.now(), text: "" });
}

function expect() {
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => sign(true), 300);
}

function sign(shown) {
  clearTimeout(typingTimer);
  const atBottom = reader.atBottom;
  typing.hidden = !shown;
  if (shown) {
    typingTimer = setTimeout(() => sign(false), 20000);
    if (atBottom) reader.bottom();
  }
}

function notice(kind, symbol, text) {
  if (!text && !notices.has(kind)) return;
  const old = notices.get(kind);
  if (old && old.text === text) return;
  if (old) old.node.remove();
  notices.delete(kind);
  if (!text) return;
  const node = element("p", null, icon(symbol), element("span", null, text));
  notices.set(kind, { text, node });
  at("notice").append(node);
}

function unknown() {
  stranger = true;
  inbox.sleep();
  notice("cookie", "help", texts.cookie);
  return false;
}

async function end() {
  notice("ended", "clock", texts.ending);
  let done = false;
  try {
    done = (await fetch(`chat/end${query}`, { method: "POST" })).status === 204;
  } catch (error) {
    done = false;
  }
  notice("ended", done ? "check" : "offline", done ? texts.ended : texts.not_ended);
  if (!done) return;
  inbox.tell("ended", null);
  if (kiosk) {
    // The next person finds the page as it comes, sizes and all.
    forget(true);
    return location.reload();
  }
  scrollTo(0, 0);
  words.value = "";
  grow();
  setTimeout(() => notice("ended", "", ""), 8000);
}

function grow() {
  words.style.height = "";
  if (words.value) words.style.height = `${Math.min(words.scrollHeight + 2, 160)}px`;
}

function submit() {
  const text = words.value.trim();
  if (stranger) return unknown();
  if (!text) return words.focus();
  words.value = "";
  grow();
  // On a phone the keyboard would hide half of the answer.
  if (matchMedia("(pointer: coarse)").matches) words.blur();
  return say(text);
}

words.addEventListener("input", grow);
words.addEventListener("keydown", (event) => {
  // While Telex or VNI is composing a letter, Enter belongs to it.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  submit();
});
at("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
addEventListener("offline", () => notice("line", "offline", texts.offline));
addEventListener("online", () => outbox.flush());
if (window.visualViewport) {
  // iOS lays the keyboard over the page instead of making it smaller.
  visualViewport.addEventListener("resize", () => {
    const hidden = Math.max(0, innerHeight - visualViewport.height - visualViewport.offsetTop);
    document.documentElement.style.setProperty(
      "--keyboard",
      visualViewport.scale === 1 ? `${hidden}px` : "0px",
    );
  });
}

const first = JSON.parse(start.dataset.content);
start.className = "said opening";
start.append(...parts(first, (payload) => press(payload, "", start), texts).map((one) => one.node));
offer(end);
unsent
  .all()
  .filter((item) => item.text)
  .forEach((item) => log.send(item));
begin();
if (kiosk) {
  watch(() => !log.empty, {
    end,
    ending: (seconds) =>
      notice("kiosk", "clock", seconds === null ? "" : texts.ending_soon.replace("{seconds}", seconds)),
  });
}
inbox.wake();
outbox.flush();
// A screen reader is not told the whole history on opening, only what is said from now on.
setTimeout(() => at("log").setAttribute("aria-live", "polite"), 1500);
