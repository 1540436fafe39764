// Keys for who works without a mouse: ? opens the list, / goes to the search, g and a letter to a place.
// Never while somebody types, never with another key held, and off for who switches them off (WCAG 2.1.4).
const KEPT = "acogida-shortcuts";
const PAUSE = 1500;
const TYPED_IN = "input, textarea, select, [contenteditable], [role=textbox]";

function kept() {
  try { return localStorage.getItem(KEPT); } catch { return null; }
}

function keep(value) {
  try { localStorage.setItem(KEPT, value); } catch { /* kept for this page alone */ }
}

export function start(root) {
  const dialog = root.getElementById("shortcuts");
  if (!dialog?.showModal) return;
  const toggle = dialog.querySelector("[data-shortcuts-on]");
  let on = kept() !== "off";
  let waiting = 0;
  toggle.checked = on;
  toggle.addEventListener("change", () => {
    on = toggle.checked;
    keep(on ? "on" : "off");
  });
  for (const button of root.querySelectorAll("[data-opens-shortcuts]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  }
  root.addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat;
    if (!on || busy || event.defaultPrevented || event.target.closest?.(TYPED_IN) || dialog.open) return;
    const goes = waiting > 0 && event.timeStamp - waiting < PAUSE;
    waiting = 0;
    if (event.key === "?") dialog.showModal();
    else if (event.key === "/") search(root, dialog);
    else if (goes && placeOf(dialog, event.key)) placeOf(dialog, event.key).click();
    else if (event.key === "g") waiting = event.timeStamp;
    else return;
    if (!waiting) event.preventDefault();
  });
}

function placeOf(dialog, key) {
  return dialog.querySelector(`a[data-key="${CSS.escape(key.toLowerCase())}"]`);
}

// The search of the head where it is seen, else the one of the page, else the page of the search.
function search(root, dialog) {
  const seen = [...root.querySelectorAll("input[type=search]")].find((field) => field.checkVisibility?.() ?? field.offsetParent);
  if (seen) seen.focus();
  else dialog.querySelector('a[data-key="/"]')?.click();
}
