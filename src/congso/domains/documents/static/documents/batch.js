/* While a batch is signed the page asks how far it came, and may ask to leave the rest. Without script the form is simply sent. */
(function () {
  "use strict";
  const EVERY = 700;

  function watch(form) {
    const box = form.querySelector(".batch-progress"), told = box.querySelector("[data-told]");
    box.hidden = false;
    return setInterval(async () => {
      try {
        const answer = await fetch(form.dataset.progress, { credentials: "same-origin", headers: { "HX-Request": "true" } });
        if (answer.ok) told.innerHTML = await answer.text();
      } catch (_offline) { /* the form's own answer will tell */ }
    }, EVERY);
  }

  async function send(form) {
    const button = form.querySelector("[type=submit]"), timer = watch(form);
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual" });
      /* Not followed here: the page behind it says what was done, and says it once. */
      if (answer.type === "opaqueredirect") { location.assign(location.pathname); return; }
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
      if (!fresh) { location.reload(); return; }
      document.querySelector("main").replaceWith(fresh);
      const first = fresh.querySelector(".error-summary") || fresh;
      first.focus();
    } catch (_offline) {
      clearInterval(timer);
      button.disabled = false;
      form.querySelector(".batch-progress").hidden = true;
      HTMLFormElement.prototype.submit.call(form);
    } finally {
      clearInterval(timer);
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.dataset.progress) return;  /* a key on this machine: signing.js has it */
    if (form.querySelectorAll("[name=documents]:checked").length < 2) return;
    event.preventDefault();
    send(form);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-batch-stop]");
    if (!button) return;
    const form = button.closest("form");
    button.disabled = true;
    fetch(form.dataset.stop, { method: "POST", credentials: "same-origin",
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value } });
  });
})();
