/* Shows and hides the parts of a form at once. Every form works without this file. */
(function () {
  "use strict";
  const number = (text) => {
    let compact = text.replace(/[\s_]/g, "");
    if (/^-?\d{1,3}([.,]\d{3})+$/.test(compact) && !compact.includes(",")) compact = compact.replace(/\./g, "");
    if (compact.includes(",")) compact = compact.replace(/\./g, "").replace(",", ".");
    return /^-?\d+(\.\d+)?$/.test(compact) ? Number(compact) : text;
  };
  const day = (text) => {
    const found = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text) || /^(\d{2})(\d{2})(\d{4})$/.exec(text);
    return found ? found[3] + "-" + found[2].padStart(2, "0") + "-" + found[1].padStart(2, "0") : text;
  };
  const boxesOf = (form, name) => Array.from(form.elements).filter((each) => each.name === name);

  function valueOf(form, name) {
    const holder = form.querySelector('[data-field="' + name + '"]');
    if (!holder || holder.closest("[hidden]")) return null;
    const kind = holder.dataset.kind, boxes = boxesOf(form, name);
    if (kind === "boolean") return boxes.some((box) => box.checked);
    if (kind === "choices") return boxes.filter((box) => box.checked).map((box) => box.value);
    if (kind === "group") return Array.from(holder.querySelectorAll('input[name$="-_id"]')).map((box) => box.value);
    if (kind === "file") return Array.from(holder.querySelectorAll(".eform-files li, :scope input[type=file]")).filter((each) => each.matches("li") || each.files.length);
    if (kind === "address") return ["province", "ward", "street"].map((part) => (boxesOf(form, name + "-" + part)[0] || {}).value || "").join("");
    const box = boxes.find((each) => each.type !== "radio" || each.checked);
    const text = box ? box.value.trim().replace(/\s+/g, " ") : "";
    if (kind === "integer" || kind === "number") return text ? number(text) : null;
    return kind === "date" || kind === "part_date" ? day(text) : text;
  }

  const filled = (value) => !(value === null || value === "" || value === false || (Array.isArray(value) && !value.length));
  const same = (value, wanted) => {
    if (Array.isArray(value)) return value.includes(wanted);
    if (typeof wanted === "boolean") return filled(value) === wanted;
    return value === wanted;
  };
  function compares(value, bound, greater) {
    const left = Array.isArray(value) ? value.length : value;
    if (typeof left !== typeof bound || left === "" || typeof left === "boolean") return false;
    return greater ? left > bound : left < bound;
  }
  function met(form, part) {
    if (typeof part === "boolean") return part;
    if (!Array.isArray(part)) return "any" in part ? part.any.some((each) => met(form, each)) : part.all.every((each) => met(form, each));
    const value = valueOf(form, part[0]), wanted = part[2];
    switch (part[1]) {
      case "filled": return filled(value) === (wanted !== false);
      case "equals": return same(value, wanted);
      case "not": return !same(value, wanted);
      case "in": return wanted.some((each) => same(value, each));
      case "greater": return compares(value, wanted, true);
      default: return compares(value, wanted, false);
    }
  }
  function update(form) {
    form.querySelectorAll("[data-if]").forEach((part) => {
      const shown = met(form, JSON.parse(part.dataset.if));
      if (part.hidden === shown) part.hidden = !shown;
    });
  }
  const react = (event) => { const form = event.target.closest && event.target.closest("form[data-eform]"); if (form) update(form); };
  document.addEventListener("input", react);
  document.addEventListener("change", react);
  document.addEventListener("htmx:afterSettle", () => document.querySelectorAll("form[data-eform]").forEach(update));
  document.querySelectorAll("form[data-eform]").forEach(update);
})();
