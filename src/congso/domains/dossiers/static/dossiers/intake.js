/* The counter's screen: arrow keys in the list of procedures, look-up of a known applicant. Works without it too. */
(function () {
  "use strict";
  const words = document.getElementById("procedure-words"), list = document.getElementById("suggestions");
  if (words && list) {
    const links = () => Array.from(list.querySelectorAll("a"));
    words.addEventListener("keydown", (event) => {
      const all = links();
      if (!all.length) return;
      if (event.key === "ArrowDown") { event.preventDefault(); all[0].focus(); }
      if (event.key === "Enter") { event.preventDefault(); all[0].click(); }
    });
    list.addEventListener("keydown", (event) => {
      const all = links(), at = all.indexOf(document.activeElement);
      if (event.key === "ArrowDown" && all[at + 1]) { event.preventDefault(); all[at + 1].focus(); }
      if (event.key === "ArrowUp") { event.preventDefault(); (all[at - 1] || words).focus(); }
    });
  }
  const form = document.querySelector("[data-lookup]");
  if (!form) return;
  const number = form.elements.identity_number, note = document.getElementById("lookup-note");
  if (!number) return; /* sent in online: the applicant is known */
  if (!document.querySelector(".error-summary")) number.focus();
  let last = number.value;
  number.addEventListener("change", () => {
    const typed = number.value.trim();
    if (!typed || typed === last) return;
    last = typed;
    fetch(form.dataset.lookup + "?identity_number=" + encodeURIComponent(typed), { headers: { Accept: "application/json" } })
      .then((answer) => answer.json())
      .then((found) => {
        const said = found.error ? [found.error] : (found.warnings || []).slice();
        if (found.known) {
          ["name", "address", "phone", "email"].forEach((field) => { if (!form.elements[field].value) form.elements[field].value = found.known[field]; });
        }
        note.textContent = said.join(" ");
        note.classList.toggle("text-danger", Boolean(found.error));
      })
      .catch(() => { note.textContent = ""; });
  });
})();
