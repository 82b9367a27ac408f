/* What a look-up found goes into the boxes of the counter's form, and nothing typed elsewhere is lost. Without this the button sends it. */
(function () {
  "use strict";
  document.addEventListener("submit", (event) => {
    const source = event.target.closest("[data-fill-intake]"), form = document.querySelector("form.intake-form");
    if (!source || !form) return;
    event.preventDefault();
    ["identity_number", "name", "address"].forEach((name) => {
      const found = source.elements[name], box = form.elements[name];
      if (found && box) box.value = found.value;
    });
    const next = form.elements.phone;
    if (next) next.focus();
  }, true);
})();
