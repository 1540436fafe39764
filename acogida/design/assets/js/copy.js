// <div data-copy> … <pre data-copy-text> … <button data-copy-button data-done="Copied" hidden>
export function start(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy-button]")) button.hidden = false;
  root.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy-button]");
    if (!button) return;
    const part = button.closest("[data-copy]");
    const said = part.querySelector("[data-copy-said]");
    try {
      await navigator.clipboard.writeText(part.querySelector("[data-copy-text]").textContent);
      said.textContent = button.dataset.done;
    } catch {
      said.textContent = button.dataset.failed;
    }
  });
}
