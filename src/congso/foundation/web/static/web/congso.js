/* Công Sở: what makes the pages quicker. Every page works without this file. */
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const $ = (selector, inside) => (inside || document).querySelector(selector);
  const $$ = (selector, inside) => Array.from((inside || document).querySelectorAll(selector));
  const cookie = (name) => (document.cookie.split("; ").find((c) => c.startsWith(name + "=")) || "").slice(name.length + 1);
  const remember = (name, value) => {
    document.cookie = name + "=" + value + ";path=/;max-age=31536000;samesite=lax" + (location.protocol === "https:" ? ";secure" : "");
  };

  /* Light and dark */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-toggle]");
    if (!button) return;
    event.preventDefault();
    const theme = root.dataset.bsTheme === "dark" ? "light" : "dark";
    root.dataset.bsTheme = theme;
    remember("congso_theme", theme);
    $$("[data-theme-toggle]").forEach((each) => { each.value = theme === "dark" ? "light" : "dark"; });
  });

  /* The style sheet has come: later pages need not carry the style of their first screen */
  const first = $("#first-style");
  if (first) window.addEventListener("load", () => { if ($("body link[rel=stylesheet]").sheet) remember("congso_sheet", first.dataset.version); });

  /* Print the page at hand */
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
  window.addEventListener("beforeprint", () => $$("main details").forEach((each) => { each.open = true; }));

  /* Menus: close by Escape and by a press elsewhere; the side menu on small screens */
  document.addEventListener("click", (event) => {
    $$("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    const opener = event.target.closest("[data-open]");
    if (opener) open(opener.dataset.open);
    const toggle = event.target.closest("[data-nav-toggle]");
    if (!toggle) return;
    event.preventDefault();
    const nav = document.getElementById(toggle.getAttribute("aria-controls"));
    const shown = nav.classList.toggle("is-open");
    toggle.setAttribute("aria-expanded", String(shown));
    if (shown) { window.scrollTo(0, 0); const first = $("a", nav); if (first) first.focus(); }
  });
  $$("[data-nav-toggle]").forEach((toggle) => { toggle.setAttribute("role", "button"); toggle.setAttribute("aria-expanded", "false"); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = $("details.menu[open]");
    if (menu) { menu.open = false; $("summary", menu).focus(); }
  });

  /* Questions before something is done: data-confirm on a form or a button */
  const dialog = $("#confirm-dialog");
  function ask(question, then) {
    $("#confirm-text").textContent = question;
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => { if (dialog.returnValue === "yes") then(); }, { once: true });
    dialog.showModal();
  }
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (form.method === "dialog") return;
    const question = (button && button.dataset.confirm) || form.dataset.confirm;
    if (question && form.dataset.confirmed !== "yes") {
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(question, () => { form.dataset.confirmed = "yes"; form.requestSubmit(button || undefined); delete form.dataset.confirmed; });
    }
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    const question = event.detail.question || event.detail.elt.dataset.confirm;
    if (!question || event.detail.elt.tagName === "FORM") return;
    event.preventDefault();
    ask(question, () => event.detail.issueRequest(true));
  });

  /* One press, one request: the button rests until the answer has come */
  const busy = (button, on) => { if (on) button.setAttribute("aria-busy", "true"); else button.removeAttribute("aria-busy"); button.disabled = on; };
  const buttonsOf = (form) => Array.from(form.elements).filter((each) => each.matches("button:not([type=button]), input[type=submit]"));
  const rest = (form, on) => buttonsOf(form).forEach((button) => busy(button, on));
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog" || event.defaultPrevented && !form.matches("[hx-post],[hx-get],[hx-put],[hx-delete]")) return;
    setTimeout(() => rest(form, true), 0);
    setTimeout(() => rest(form, false), 10000); /* an answer that is a file leaves the page as it was */
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) $$("form").forEach((form) => rest(form, false)); });
  document.addEventListener("htmx:afterRequest", (event) => { const form = event.detail.elt.closest("form"); if (form) setTimeout(() => rest(form, false), 1); });

  /* htmx: token, refusals, lost connection, focus */
  document.addEventListener("htmx:configRequest", (event) => {
    const token = cookie("csrftoken");
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
  });
  const failure = $("#failure-text");
  function tell(words) {
    const region = $("#messages"), box = document.createElement("div");
    if (!region) return;
    box.className = "alert alert-danger";
    box.setAttribute("role", "alert");
    box.textContent = words;
    region.replaceChildren(box);
    region.scrollIntoView({ block: "nearest" });
  }
  let focusId = "";
  document.addEventListener("htmx:beforeSwap", (event) => {
    const xhr = event.detail.xhr;
    focusId = document.activeElement && document.activeElement.id;
    if (xhr.responseURL && new URL(xhr.responseURL).pathname.startsWith("/tai-khoan/login")) { event.detail.shouldSwap = false; location.reload(); return; }
    if (xhr.status >= 400 && xhr.status !== 422 && !xhr.getResponseHeader("HX-Retarget")) { event.detail.shouldSwap = false; tell(failure.dataset.broken); }
  });
  document.addEventListener("htmx:sendError", () => tell(failure.dataset.offline));
  document.addEventListener("htmx:afterSettle", (event) => {
    const summary = $(".error-summary", event.target);
    const kept = focusId && document.getElementById(focusId);
    if (summary) summary.focus();
    else if (event.target.id === "messages") event.target.focus();
    else if (kept && document.activeElement === document.body) kept.focus();
  });
  const summary = $(".error-summary");
  if (summary) summary.focus();

  /* Keyboard shortcuts; single keys can be switched off (WCAG 2.1.4) */
  const shortcuts = new Map(), help = $("#shortcuts-dialog"), search = $("#global-search");
  function register(keys, label, run) { shortcuts.set(keys, { label, run }); }
  function open(id) {
    const target = document.getElementById(id);
    if (target === help) list();
    if (target && !target.open) target.showModal();
  }
  function list() {
    const place = $("dl", help);
    place.replaceChildren();
    shortcuts.forEach(({ label }, keys) => {
      const term = document.createElement("dt"), words = document.createElement("dd");
      keys.split(" ").forEach((key, index) => { const cap = document.createElement("kbd"); cap.textContent = key; if (index) term.append(" "); term.append(cap); });
      words.textContent = label;
      place.append(term, words);
    });
  }
  if (search) register("/", help.dataset.textSearch, () => { search.focus(); search.select(); });
  register("?", help.dataset.textHelp, () => open("shortcuts-dialog"));
  $$("[data-shortcut]").forEach((each) => register(each.dataset.shortcut, (each.dataset.shortcutLabel || ($(".side-label", each) || each).textContent).trim(), () => each.click()));
  const switchBox = $("#shortcuts-on");
  switchBox.checked = cookie("congso_keys") !== "off";
  switchBox.addEventListener("change", () => remember("congso_keys", switchBox.checked ? "on" : "off"));
  let typed = "", since = 0;
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (!switchBox.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.key.length !== 1) return;
    if (at.matches("input, textarea, select, [contenteditable]") || $("dialog[open]")) return;
    typed = Date.now() - since < 1200 && typed ? typed + " " + event.key : event.key;
    since = Date.now();
    const found = shortcuts.get(typed) || shortcuts.get(event.key);
    if (!found) return;
    event.preventDefault();
    typed = "";
    found.run();
  });
  window.congso = { shortcut: register, ask: ask, tell: tell };
})();
