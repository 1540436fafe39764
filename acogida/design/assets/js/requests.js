// What every htmx request carries, and what happens to its answers.
export function start(root) {
  root.addEventListener("htmx:configRequest", (event) => {
    // Any form of the page carries the token; a page without one sets no cookie and can be remembered.
    const token = root.querySelector("input[name='csrfmiddlewaretoken']")?.value;
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
  });
  // A refusal (409) and an invalid form (422, 400) come with a page part that says why: show it.
  root.addEventListener("htmx:beforeSwap", (event) => {
    if ([400, 409, 422].includes(event.detail.xhr.status) && event.detail.xhr.responseText) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  // Focus stays where the person was, also when the thing under it was replaced.
  let place = "";
  root.addEventListener("htmx:beforeSwap", () => {
    place = root.activeElement?.id || "";
  });
  root.addEventListener("htmx:afterSettle", () => {
    const lost = !root.activeElement || root.activeElement === root.body;
    if (place && lost) root.getElementById(place)?.focus({ preventScroll: true });
  });
}
