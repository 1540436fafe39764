// The state of an autosave in words, announced: <p class="autosave" data-autosave data-saving="…" …>.
// Forms name theirs with data-autosave-state="id"; without it the nearest one inside the form is used.
function stateOf(form) {
  const id = form.dataset.autosaveState;
  return id ? document.getElementById(id) : form.querySelector("[data-autosave]");
}

function say(form, state) {
  const place = form && stateOf(form);
  if (!place) return;
  place.dataset.state = state;
  const words = place.dataset[state] || "";
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  place.querySelector("[data-words]").textContent = words.replace("{time}", time);
}

export function start(root) {
  const form = (event) => (event.detail.elt || event.target).closest?.("form");
  root.addEventListener("htmx:beforeRequest", (event) => say(form(event), "saving"));
  root.addEventListener("htmx:afterRequest", (event) => {
    const status = event.detail.xhr?.status || 0;
    say(form(event), event.detail.successful ? "saved" : status === 409 ? "conflict" : "failed");
    if (event.detail.successful) form(event)?.dispatchEvent(new CustomEvent("acogida:saved", { bubbles: true }));
  });
  root.addEventListener("htmx:sendError", (event) => say(form(event), "failed"));
}
