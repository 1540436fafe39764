// A table wider than its place scrolls: then it can be reached and scrolled by keyboard.
export function start(root) {
  const reach = () => {
    for (const wrap of root.querySelectorAll(".table-wrap")) {
      const wider = wrap.scrollWidth > wrap.clientWidth + 1;
      if (wider) wrap.tabIndex = 0;
      else wrap.removeAttribute("tabindex");
    }
  };
  reach();
  root.addEventListener("toggle", reach, true);
  window.addEventListener("resize", reach);
}
