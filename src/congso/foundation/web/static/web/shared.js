/* A machine that visitors share: shows the time left, asks before it ends, ends. The server ends the visit without this file too. */
(function () {
  "use strict";
  const bar = document.querySelector(".shared-bar");
  if (!bar || "start" in bar.dataset) return;
  const idle = Number(bar.dataset.idle) * 1000, warning = Number(bar.dataset.warning) * 1000;
  const dialog = bar.querySelector("dialog"), places = bar.querySelectorAll("[data-left]");
  const shown = bar.querySelector(".shared-left");
  if (shown) shown.hidden = false;
  let touched = Date.now(), told = Date.now();
  function touch() {
    touched = Date.now();
    if (touched - told > 20000) { told = touched; fetch(bar.dataset.stay, { cache: "no-store" }).catch(() => {}); }
  }
  ["pointerdown", "keydown", "input", "scroll"].forEach((name) => addEventListener(name, () => { if (!dialog.open) touch(); }, { passive: true, capture: true }));
  dialog.addEventListener("close", () => { told = 0; touch(); });
  function look() {
    const left = idle - (Date.now() - touched);
    if (left <= 0) { location.replace(bar.dataset.end); return; }
    const seconds = Math.ceil(left / 1000), words = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    places.forEach((place) => { place.textContent = words; });
    if (left <= warning && !dialog.open) dialog.showModal();
    setTimeout(look, 500);
  }
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  look();
})();
