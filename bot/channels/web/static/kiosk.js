// At a shared counter the page ends itself when nobody has touched it for two minutes.

const UNTOUCHED = 120;
const COUNTED = 20;

// events: ending(seconds left, or null when touched in time), end(); busy() tells whether there is anything to end
export function watch(busy, events) {
  let touched = Date.now();
  let counting = false;
  const touch = () => {
    touched = Date.now();
    if (counting) events.ending(null);
    counting = false;
  };
  for (const name of ["pointerdown", "keydown", "wheel", "touchmove"])
    addEventListener(name, touch, { passive: true });
  setInterval(() => {
    if (!busy()) return touch();
    const left = UNTOUCHED - Math.floor((Date.now() - touched) / 1000);
    if (left > COUNTED) return;
    if (left > 0) {
      counting = true;
      events.ending(left);
      return;
    }
    touch();
    events.end();
  }, 1000);
}
