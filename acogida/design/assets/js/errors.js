// After a form came back with errors, the summary that links to them has the focus.
export function start(root) {
  const summary = root.querySelector("[data-error-summary]");
  if (summary && !summary.closest(".gallery")) summary.focus();
  root.addEventListener("htmx:afterSettle", (event) => {
    event.target.querySelector?.("[data-error-summary]")?.focus();
  });
}
