// What this browser remembers; where storage is forbidden, only as long as the page is open.

const UNSENT_FOR = 48 * 3600 * 1000;

function shelf(storage) {
  const memory = new Map();
  return {
    read(name, otherwise) {
      try {
        const written = storage().getItem("motcua." + name);
        return written === null ? otherwise : JSON.parse(written);
      } catch (error) {
        return memory.has(name) ? memory.get(name) : otherwise;
      }
    },
    write(name, value) {
      memory.set(name, value);
      try {
        storage().setItem("motcua." + name, JSON.stringify(value));
      } catch (error) {
        // Full or forbidden: the copy in memory serves.
      }
    },
    drop(name) {
      memory.delete(name);
      try {
        storage().removeItem("motcua." + name);
      } catch (error) {
        // Nothing was kept there.
      }
    },
  };
}

const local = shelf(() => localStorage);
const session = shelf(() => sessionStorage);

export const unsent = {
  all: () => local.read("unsent", []).filter((item) => Date.now() - item.at < UNSENT_FOR),
  add: (item) => local.write("unsent", unsent.all().concat(item)),
  remove: (id) =>
    local.write(
      "unsent",
      unsent.all().filter((item) => item.id !== id),
    ),
};

// Which choice was tapped in which message: presses are not in the history.
export const used = {
  of: (id) => session.read("used", {})[id],
  set: (id, press) => session.write("used", Object.assign(session.read("used", {}), { [id]: press })),
  move(from, to) {
    if (used.of(from) !== undefined) used.set(to, used.of(from));
  },
};

export const preferences = {
  read: (name) => local.read(name, null),
  set: (name, value) => local.write(name, value),
};

export function forget(everything) {
  local.drop("unsent");
  session.drop("used");
  if (everything) ["size", "contrast"].forEach(local.drop);
}
