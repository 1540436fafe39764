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

// The saves of each form that are on their way, and the button that was pressed meanwhile.
const onTheWay = new Map();
const pressed = new WeakMap();

const isBusy = (form) => [...onTheWay.values()].includes(form);

// A form sent while its own answers are still being saved would carry what they replace, and meet itself
// as somebody else. It is sent when they have arrived; a queued save begins before this looks again.
function wait(event) {
  const form = event.target;
  if (form.hasAttribute("hx-post") || !isBusy(form)) return;
  event.preventDefault();
  pressed.set(form, event.submitter);
}

function goOn(form) {
  setTimeout(() => {
    if (!pressed.has(form) || isBusy(form)) return;
    const button = pressed.get(form);
    pressed.delete(form);
    form.requestSubmit(button?.isConnected ? button : null);
  });
}

export function start(root) {
  const form = (event) => (event.detail.elt || event.target).closest?.("form");
  root.addEventListener("submit", wait);
  root.addEventListener("htmx:beforeRequest", (event) => {
    say(form(event), "saving");
    if (form(event)) onTheWay.set(event.detail.xhr, form(event));
  });
  root.addEventListener("htmx:afterRequest", (event) => {
    const sent = onTheWay.get(event.detail.xhr);
    onTheWay.delete(event.detail.xhr);
    if (sent) goOn(sent);
    const status = event.detail.xhr?.status || 0;
    say(form(event), event.detail.successful ? "saved" : status === 409 ? "conflict" : "failed");
    if (event.detail.successful) form(event)?.dispatchEvent(new CustomEvent("acogida:saved", { bubbles: true }));
  });
  root.addEventListener("htmx:sendError", (event) => say(form(event), "failed"));
}
