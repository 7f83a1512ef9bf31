// Runs before the first paint, so that nothing jumps: the size and contrast chosen before.
(function () {
  "use strict";
  var root = document.documentElement;
  function stored(name) {
    try {
      return localStorage.getItem("motcua." + name);
    } catch (error) {
      return null;
    }
  }
  if ("noModule" in HTMLScriptElement.prototype) root.setAttribute("data-script", "");
  if (/^[23]$/.test(stored("size"))) root.setAttribute("data-size", stored("size"));
  var contrast = stored("contrast");
  if (contrast === null && window.matchMedia("(prefers-contrast: more)").matches) contrast = "1";
  if (contrast === "1") root.setAttribute("data-contrast", "high");
})();
