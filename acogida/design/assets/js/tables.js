// On a phone a table.table--list is a list: each cell takes its column's heading as its label.
function label(table) {
  const heads = [...(table.tHead?.rows[0]?.cells || [])].map((cell) => cell.textContent.trim());
  for (const row of table.tBodies[0]?.rows || []) {
    [...row.cells].forEach((cell, i) => {
      if (cell.tagName === "TD" && heads[i] && !cell.dataset.label && cell.colSpan === 1) cell.dataset.label = heads[i];
    });
  }
}

export function start(root) {
  const all = () => root.querySelectorAll("table.table--list").forEach(label);
  all();
  root.addEventListener("htmx:afterSettle", all);
  // A table wider than its place scrolls: then it can be reached and scrolled by keyboard.
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
