// Our own strokes on a grid of 24; always beside a word, never read aloud.

const RING = "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17";
const PATHS = {
  check: "M5 12.5l4.5 4.5L19 7.5",
  chevron: "M6 9l6 6 6-6",
  clock: `${RING}M12 7.5V12l3 2`,
  offline:
    "M4 4l16 16M8.8 12.6a6 6 0 0 1 2-1.1M5.5 9.3a10.5 10.5 0 0 1 2.8-1.7M12 7a10.5 10.5 0 0 1 6.5 2.3M14.2 11.9a6 6 0 0 1 1.3 .9M12 17v.1M2.5 6.1l.9-.6M11 3.9a14 14 0 0 1 10.5 2.2",
  away: "M14 4.5h5.5V10M19.5 4.5L11 13M17 13.5v6H4.5V7h6",
  fee: "M3.5 6.5h17v11h-17zM12 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M6.5 12v.1M17.5 12v.1",
  where: "M4 20.5V10l8-6 8 6v10.5zM9.5 20.5V14h5v6.5",
  call: "M6.5 4h3l1.5 4.5-2 1.5a11 11 0 0 0 5 5l1.5-2 4.5 1.5v3a2 2 0 0 1-2 2A15 15 0 0 1 4.5 6a2 2 0 0 1 2-2",
  procedure:
    "M13 20.5H5.5v-17H13l5 5V11M13 3.5V9h5M15.5 13.5a3 3 0 1 0 0 6a3 3 0 1 0 0-6M17.8 18.8l2.7 2.2M8.5 9h1.5M8.5 12.5h3",
  dossier: "M5 3a2 2 0 1 0 0 4a2 2 0 1 0 0-4M5 17a2 2 0 1 0 0 4a2 2 0 1 0 0-4M5 7v10M11 5h9M11 12h6M11 19h9",
  comment: "M4 4.5h16v12h-9l-4 4v-4H4zM8 9h8M8 12.5h5",
  list: "M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1",
  events: "M4 6h16v14.5H4zM4 10.5h16M8.5 3.5V7M15.5 3.5V7",
  fields: "M4 4.5h7v7H4zM14 4.5h6v6h-6zM4 14.5h6v6H4zM14 14.5h6v6h-6z",
  alert: `${RING}M12 7.5v5.5M12 16.4v.1`,
  done: `${RING}M8.2 12.3l2.7 2.7 5-5.3`,
  bell: "M12 4a5.5 5.5 0 0 0-5.5 5.5c0 4-.8 5.6-2 7h15c-1.2-1.4-2-3-2-7A5.5 5.5 0 0 0 12 4M10 20h4",
  pin: "M12 21c4-4.5 6.5-7.8 6.5-11a6.5 6.5 0 1 0-13 0c0 3.2 2.5 6.5 6.5 11M12 7.6a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 1 0 0-4.8",
  lock: "M5.5 10.5h13v10h-13zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5M12 14.5v2",
  help: `${RING}M9.5 9.8a2.5 2.5 0 1 1 3.6 2.2c-.8.400-1.1.900-1.1 1.8M12 16.7v.1`,
};
const NAMES = { search: "procedure", time: "clock", chat: "comment", map: "pin", phone: "call" };

export function icon(name, style) {
  const path = PATHS[name] || PATHS[NAMES[name]];
  if (!path) return null;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon " + (style || ""));
  svg.setAttribute("aria-hidden", "true");
  const drawn = document.createElementNS(svg.namespaceURI, "path");
  drawn.setAttribute("d", path);
  svg.append(drawn);
  return svg;
}
