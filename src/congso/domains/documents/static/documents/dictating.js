/* A microphone beside a box, only in a browser that can write down what is said; without script, or elsewhere, it stays hidden. */
(function () {
  "use strict";
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (!Recognition) return;

  function add(box, said) {
    const words = said.trim();
    if (!words) return;
    box.value = box.value && !/\s$/.test(box.value) ? box.value + " " + words : box.value + words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function prepare(part) {
    const box = document.getElementById(part.dataset.dictate), button = part.querySelector("button"), told = part.querySelector("[role=status]");
    let listening = null;

    function ended(words) {
      listening = null;
      button.setAttribute("aria-pressed", "false");
      told.textContent = words;
    }

    function begin() {
      listening = new Recognition();
      listening.lang = "vi-VN";
      listening.continuous = true;
      listening.interimResults = false;
      listening.onresult = (event) => {
        for (let at = event.resultIndex; at < event.results.length; at += 1) {
          if (event.results[at].isFinal) add(box, event.results[at][0].transcript);
        }
      };
      listening.onerror = () => ended(part.dataset.failed);
      listening.onend = () => { if (listening) ended(""); };
      button.setAttribute("aria-pressed", "true");
      told.textContent = part.dataset.listening;
      listening.start();
    }

    button.addEventListener("click", () => { if (listening) { listening.stop(); ended(""); } else begin(); });
    part.hidden = false;
  }

  document.querySelectorAll("[data-dictate]").forEach(prepare);
})();
