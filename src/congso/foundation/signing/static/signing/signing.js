/* Signing by a key on the person's own machine (docs/local-signer.md). Other keys need no script: the form goes to the server. */
(function () {
  "use strict";
  const json = (answer) => answer.json().catch(() => ({}));
  const say = (form, text, failed) => {
    const line = form.querySelector(".sign-state");
    line.hidden = false;
    line.textContent = text;
    line.setAttribute("role", failed ? "alert" : "status");
    line.classList.toggle("alert", failed);
    line.classList.toggle("alert-danger", failed);
  };
  const sentences = { cancelled: "cancelled", wrong_pin: "wrongPin", no_such_key: "wrongKey" };

  async function begin(form) {
    const fields = new FormData(form);
    fields.delete("pin");  /* never sent to the server */
    const answer = await fetch(form.action, {
      method: "POST", body: fields, headers: { "X-Congso-Sign": "begin", Accept: "application/json" }, credentials: "same-origin" });
    const found = await json(answer);
    if (!answer.ok || !found.batch) throw new Error(found.error || found.detail || form.dataset.failed);
    return found;
  }

  async function askSigner(form, address, begun, pin) {
    let answer;
    try {
      answer = await fetch(address + "/v1/sign", {
        method: "POST", headers: { "Content-Type": "application/json" }, credentials: "omit",
        body: JSON.stringify({
          protocol: "congso-local-signer/1", certificate_sha256: begun.certificate_sha256, hash_algorithm: "sha256",
          hashes: begun.documents.map((each) => each.digest), reason: begun.reason, pin: pin }) });
    } catch (_unreachable) {
      throw new Error(form.dataset.silent);
    }
    const found = await json(answer);
    if (!answer.ok || !Array.isArray(found.signatures) || found.signatures.length !== begun.documents.length) {
      throw new Error(form.dataset[sentences[found.error]] || form.dataset.failed);
    }
    return found.signatures;
  }

  async function sign(form, address) {
    const box = form.querySelector("[data-pin]"), button = form.querySelector("[type=submit]"), pin = box.value;
    box.value = "";
    button.disabled = true;
    say(form, form.dataset.working, false);
    try {
      const begun = await begin(form);
      const signatures = await askSigner(form, address, begun, pin);
      form.elements.batch.value = begun.batch;
      form.elements.signatures.value = JSON.stringify(Object.fromEntries(begun.documents.map((each, place) => [each.id, signatures[place]])));
      HTMLFormElement.prototype.submit.call(form);
    } catch (failure) {
      say(form, failure.message, true);
      button.disabled = false;
      button.removeAttribute("aria-busy");
      box.focus();
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form.sign-ask")) return;
    const chosen = form.elements.key.selectedOptions[0], address = chosen && chosen.dataset.signer;
    if (!address) return;
    event.preventDefault();
    sign(form, address);
  });
})();
