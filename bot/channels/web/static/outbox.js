// Up: one message at a time, kept in this browser until the server says that it has it.

import { unsent } from "./store.js";

const PATIENCE = 20000;
const PAUSES = [1000, 2000, 4000, 8000, 15000];

export function uuid() {
  // randomUUID is missing on plain http and on old phones.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

// Only one tab of this browser does the work at a time, where the browser can tell.
export async function alone(name, work, options) {
  if (!navigator.locks) return work();
  return navigator.locks.request(name, options || {}, work);
}

export class Outbox {
  // events: waiting(item, status), kept(item), refused(item, sentence), stranger()
  constructor(query, events) {
    Object.assign(this, { query, events, failures: 0, busy: false, timer: 0 });
  }

  send(item) {
    unsent.add(item);
    this.flush();
  }

  async flush() {
    clearTimeout(this.timer);
    if (this.busy) return;
    this.busy = true;
    await alone("motcua.send", async () => {
      let item = unsent.all()[0];
      while (item && (await this.post(item))) item = unsent.all()[0];
      unsent.all().forEach((one) => this.events.waiting(one, this.status));
    });
    this.busy = false;
  }

  // True when the next one may go.
  async post(item) {
    const slow = setTimeout(() => this.events.waiting(item, 0), 1500);
    const response = await this.request(item);
    clearTimeout(slow);
    this.status = response ? response.status : 0;
    if (this.status === 401) return this.events.stranger();
    if (!response || this.status === 429 || this.status >= 500) return this.later(response);
    this.failures = 0;
    unsent.remove(item.id);
    if (response.ok) this.events.kept(item);
    else this.events.refused(item, await this.reason(response));
    return true;
  }

  async request(item) {
    const body = { id: item.id, of: item.of };
    body[item.press ? "press" : "text"] = item.press || item.text;
    const gone = new AbortController();
    const timer = setTimeout(() => gone.abort(), PATIENCE);
    try {
      return await fetch(`chat/messages${this.query}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: gone.signal,
      });
    } catch (error) {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  async reason(response) {
    try {
      return (await response.json()).error;
    } catch (error) {
      return "";
    }
  }

  later(response) {
    const asked = response ? Number(response.headers.get("retry-after")) * 1000 : 0;
    const pause = Math.max(asked, PAUSES[Math.min(this.failures++, PAUSES.length - 1)]);
    this.timer = setTimeout(() => this.flush(), pause);
    return false;
  }
}
