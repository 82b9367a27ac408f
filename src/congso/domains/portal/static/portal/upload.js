/* Large files go in pieces, so that a broken line loses one piece and not the file. Small ones go with the form. */
(function () {
  "use strict";
  const LARGE = 1024 * 1024, TRIES = 6;
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const token = () => (document.querySelector("[name=csrfmiddlewaretoken]") || {}).value || "";

  function bar(input, place, name) {
    const line = document.createElement("p"), progress = document.createElement("progress"), words = document.createElement("span"), stop = document.createElement("button");
    line.className = "eform-sending";
    line.setAttribute("role", "status");
    progress.max = 100;
    progress.setAttribute("aria-label", place.dataset.textSending + " " + name);
    words.textContent = place.dataset.textSending + " " + name;
    stop.type = "button";
    stop.className = "btn btn-sm";
    stop.textContent = place.dataset.textStop;
    line.append(words, " ", progress, " ", stop);
    input.after(line);
    return { line, progress, words, stop };
  }

  /* A file of an answer is named in the form itself; that of an application lies in its draft. */
  function keep(input, word) {
    const held = document.createElement("input");
    held.type = "hidden";
    held.name = input.name.replace("files_", "kept_");
    held.value = word;
    input.before(held);
  }

  async function send(file, input, place) {
    const shown = bar(input, place, file.name);
    let stopped = false;
    shown.stop.addEventListener("click", () => { stopped = true; });
    const began = new FormData();
    began.set("name", file.name); began.set("size", file.size); began.set("box", input.name); began.set("csrfmiddlewaretoken", token());
    const answer = await fetch(place.dataset.pieces, { method: "POST", body: began });
    const start = await answer.json();
    if (!answer.ok) { shown.words.textContent = start.error; shown.stop.remove(); shown.progress.remove(); return false; }
    const url = place.dataset.pieces + start.upload + "/";
    let received = 0, failures = 0;
    while (received < file.size && !stopped) {
      try {
        const piece = file.slice(received, received + LARGE);
        const reply = await fetch(url, { method: "POST", body: piece, headers: { "Upload-Offset": String(received), "X-CSRFToken": token(), "Content-Type": "application/octet-stream" } });
        const content = await reply.json();
        if (reply.status === 409 && typeof content.received === "number") { received = content.received; continue; }
        if (!reply.ok) { shown.words.textContent = content.error; shown.stop.remove(); shown.progress.remove(); return false; }
        received = content.received;
        if (content.word) keep(input, content.word);
        failures = 0;
        shown.progress.value = Math.round((100 * received) / file.size);
        shown.words.textContent = place.dataset.textSending + " " + file.name;
      } catch (_broken) {
        failures += 1;
        if (failures > TRIES) { stopped = true; break; }
        shown.words.textContent = place.dataset.textBroken + " (" + failures + ")";
        await wait(1000 * Math.pow(2, failures - 1));
        try { received = (await (await fetch(url)).json()).received; } catch (_still) { /* the next turn tries again */ }
      }
    }
    shown.line.remove();
    return !stopped;
  }

  document.addEventListener("change", async (event) => {
    const input = event.target, place = input.closest && input.closest("[data-pieces]");
    if (!place || input.type !== "file" || !window.htmx) return;
    const all = Array.from(input.files), large = all.filter((file) => file.size > LARGE);
    if (!large.length) return;
    const small = new DataTransfer();
    all.filter((file) => file.size <= LARGE).forEach((file) => small.items.add(file));
    input.files = small.files;
    const form = input.form;
    let done = 0;
    for (const file of large) if (await send(file, input, place)) done += 1;
    if (done) window.htmx.ajax("POST", location.pathname, { source: form, values: { _do: place.dataset.then || "refresh" }, target: "#eform", select: "#eform", swap: "outerHTML" });
  });
})();
