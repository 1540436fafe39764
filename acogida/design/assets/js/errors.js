// After a form came back with errors, the summary that links to them has the focus.
export function start(root) {
  root.querySelector("[data-error-summary]")?.focus();
  root.addEventListener("htmx:afterSettle", (event) => {
    event.target.querySelector?.("[data-error-summary]")?.focus();
  });
}
