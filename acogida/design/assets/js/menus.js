// Menus are <details class="menu">: Escape and a click elsewhere close them, focus goes back.
export function start(root) {
  const open = () => root.querySelectorAll("details.menu[open]");
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      const inside = menu.contains(root.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  });
  root.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  // Printed, everything folded away is shown, and folded again afterwards.
  window.addEventListener("beforeprint", () => {
    for (const part of root.querySelectorAll("main details:not([open])")) {
      part.dataset.folded = "";
      part.open = true;
    }
  });
  window.addEventListener("afterprint", () => {
    for (const part of root.querySelectorAll("details[data-folded]")) {
      part.open = false;
      delete part.dataset.folded;
    }
  });
}
