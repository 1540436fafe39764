// Nothing typed is lost by accident: a form with data-guard asks before the page is left unsaved.
export function start(root) {
  const changed = new Set();
  root.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.hasAttribute("data-guard")) changed.add(form);
  });
  root.addEventListener("submit", (event) => changed.delete(event.target));
  root.addEventListener("acogida:saved", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    for (const form of changed) if (!form.isConnected) changed.delete(form);
    if (changed.size) event.preventDefault();
  });
}
