// Down: one stream a browser, polling where a stream does not come through, nothing while nobody looks.

import { alone } from "./outbox.js";

const FIRST_BYTE = 5000;
const SILENCE = 30000;
const POLL = 3000;
const TRY_STREAM_AGAIN = 60000;

const pause = (time, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, time);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

export class Inbox {
  // events: messages(list), reset(), typing(), reached(status), stranger(); seq() tells where the page stands
  constructor(query, seq, events) {
    Object.assign(this, { query, seq, events, stop: null, retry: 1000 });
    this.others = "BroadcastChannel" in window ? new BroadcastChannel("motcua") : null;
    if (this.others) this.others.onmessage = (event) => this.take(event.data);
    const look = () => (document.visibilityState === "hidden" ? this.sleep() : this.wake());
    document.addEventListener("visibilitychange", look);
    addEventListener("pageshow", look);
    addEventListener("pagehide", () => this.sleep());
    addEventListener("online", () => this.again());
  }

  address(path) {
    return `${path}?after=${this.seq()}${this.query.replace("?", "&")}`;
  }

  tell(kind, data) {
    this.take({ kind, data });
    if (this.others) this.others.postMessage({ kind, data });
  }

  take({ kind, data }) {
    this.events[kind](data);
  }

  async wake() {
    if (this.stop) return;
    const stop = (this.stop = new AbortController());
    await this.poll(stop.signal);
    try {
      await alone("motcua.stream", () => this.lead(stop.signal), { signal: stop.signal });
    } catch (error) {
      // The wait for the lock was given up: another tab leads, or nobody looks.
    }
  }

  sleep() {
    if (this.stop) this.stop.abort();
    this.stop = null;
  }

  again() {
    this.sleep();
    this.wake();
  }

  async lead(signal) {
    while (!signal.aborted) {
      const streamed = await this.stream(signal);
      if (streamed) await pause(this.retry, signal);
      else await this.pollFor(TRY_STREAM_AGAIN, signal);
    }
  }

  async pollFor(time, signal) {
    const until = Date.now() + time;
    let reached = true;
    while (!signal.aborted && (Date.now() < until || !reached)) {
      const before = reached;
      reached = await this.poll(signal);
      // Back again: a stream is better than asking every three seconds.
      if (reached && !before) return;
      await pause(POLL, signal);
    }
  }

  // All that is new, page by page. True when the server answered.
  async poll(signal) {
    try {
      for (;;) {
        const response = await fetch(this.address("chat/messages"), { cache: "no-store", signal });
        this.events.reached(response.status);
        if (response.status === 401) this.events.stranger();
        if (!response.ok) return false;
        const page = await response.json();
        if (page.reset) this.events.reset();
        else if (page.messages.length) this.tell("messages", page.messages);
        else return true;
      }
    } catch (error) {
      if (!signal.aborted) this.events.reached(0);
      return false;
    }
  }

  // True when the stream worked and ended; false when it did not come through.
  async stream(signal) {
    const gone = new AbortController();
    const end = () => gone.abort();
    signal.addEventListener("abort", end);
    let timer = setTimeout(end, FIRST_BYTE);
    let heard = false;
    try {
      const response = await fetch(this.address("chat/stream"), { cache: "no-store", signal: gone.signal });
      if (response.status === 401) this.events.stranger();
      if (!response.ok || !response.body) return false;
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return heard;
        clearTimeout(timer);
        timer = setTimeout(end, SILENCE);
        if (!heard) this.events.reached(200);
        heard = true;
        const frames = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
        rest = frames.pop();
        frames.forEach((frame) => this.frame(frame));
      }
    } catch (error) {
      return false;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
    }
  }

  frame(text) {
    const lines = text.split(/\r?\n/);
    const field = (name) =>
      lines
        .filter((line) => line.startsWith(`${name}: `))
        .map((line) => line.slice(name.length + 2))
        .join("\n");
    if (field("retry")) this.retry = Number(field("retry"));
    if (field("event") === "message") this.tell("messages", [JSON.parse(field("data"))]);
    else if (field("event")) this.tell(field("event"), null);
  }
}
