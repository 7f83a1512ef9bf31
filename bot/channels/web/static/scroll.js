// Where the reader looks: a new answer is read from its top, and nobody is torn away from what they read.

const GAP = 12;
const ANSWER_WITHIN = 20000;
// Messages this close together are one answer.
const SAME_ANSWER = 2000;

export class Reader {
  constructor(header, footer, room, pill) {
    Object.assign(this, { header, footer, room, pill, unseen: null, act: null, answer: null });
    pill.addEventListener("click", () => this.top(this.unseen));
    addEventListener("scroll", () => this.look(), { passive: true });
    // Whoever scrolls away after asking wants to read there.
    for (const name of ["wheel", "touchmove"])
      addEventListener(name, () => (this.act = this.answer = null), { passive: true });
    if ("ResizeObserver" in window) {
      const observer = new ResizeObserver(() => this.measure());
      [header, footer].forEach((one) => observer.observe(one));
    }
    this.measure();
  }

  measure() {
    const root = document.documentElement.style;
    root.setProperty("--top", `${this.header.offsetHeight}px`);
    root.setProperty("--bottom", `${this.footer.offsetHeight}px`);
  }

  get view() {
    const covers = (one) => (getComputedStyle(one).position === "sticky" ? one.offsetHeight : 0);
    return { top: covers(this.header), bottom: innerHeight - covers(this.footer) };
  }

  get atBottom() {
    const end = this.room.getBoundingClientRect().top;
    return end - this.view.bottom < 80;
  }

  // The person asked here; the answer is expected below.
  asked(node) {
    this.act = { node, at: Date.now() };
  }

  bottom() {
    this.room.style.height = "0";
    scrollTo(0, document.documentElement.scrollHeight);
  }

  // New messages, oldest first; `wasAtBottom` was measured before they came.
  arrived(nodes, wasAtBottom) {
    if (!nodes.length) return;
    const act = this.act && Date.now() - this.act.at < ANSWER_WITHIN ? this.act : null;
    const going = this.answer && Date.now() - this.answer.at < SAME_ANSWER ? this.answer : null;
    this.act = null;
    if (act || !going) this.answer = { first: nodes[0], from: act ? act.node : nodes[0], at: Date.now() };
    if (act || going || wasAtBottom) this.lead(this.answer, nodes[nodes.length - 1]);
    this.unseen = nodes.find((node) => node.getBoundingClientRect().top > this.view.bottom - 48) || null;
    this.pill.hidden = !this.unseen;
  }

  // Question and answer together when both fit, else the top of the answer under the header.
  lead({ first, from }, newest) {
    const view = this.view;
    const start = Math.min(first.offsetTop, from.isConnected ? from.offsetTop : Infinity);
    if (newest.offsetTop + newest.offsetHeight - start + 2 * GAP <= view.bottom - view.top) this.bottom();
    else this.top(first);
  }

  // offsetTop, since a new message is still rising when it is measured.
  top(node) {
    if (!node) return;
    this.room.style.height = "0";
    const target = node.offsetTop - this.view.top - GAP;
    const most = document.documentElement.scrollHeight - innerHeight;
    this.room.style.height = `${Math.max(0, Math.ceil(target - most))}px`;
    scrollTo(0, target);
    this.look();
  }

  look() {
    if (this.unseen && this.unseen.getBoundingClientRect().top <= this.view.bottom - 48) {
      this.unseen = null;
      this.pill.hidden = true;
    }
  }
}
