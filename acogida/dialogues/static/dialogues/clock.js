// The speaker's clock runs here by itself; the live line says when it is started, stopped or given to another.
"use strict";
(() => {
  const SOON = 60;
  let ends = 0; // in milliseconds, by this computer's clock; 0 while it stands

  const spell = (seconds) => {
    const all = Math.abs(seconds);
    return `${seconds < 0 ? "−" : ""}${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
  };

  function draw(seconds) {
    const value = document.querySelector("[data-clock] [data-value]");
    if (!value) return;
    const words = spell(seconds);
    if (value.textContent !== words) value.textContent = words;
    value.parentElement.dataset.tone = seconds <= 0 ? "error" : seconds <= SOON ? "warning" : "neutral";
  }

  const tick = () => ends && draw(Math.round((ends - Date.now()) / 1000));

  document.addEventListener("acogida:news", (event) => {
    const { item, ahead } = event.detail;
    const here = document.querySelector("[data-clock]");
    if (item.kind !== "timer" || !here) return;
    here.querySelector("[data-label]").textContent = item.who || here.querySelector("[data-somebody]").dataset.somebody;
    ends = item.ends ? item.ends - ahead : 0;
    draw(ends ? Math.round((ends - Date.now()) / 1000) : item.left);
    for (const part of document.querySelectorAll("[data-while]")) {
      part.hidden = part.dataset.while !== (item.ends ? "running" : "standing");
    }
  });

  ends = Number(document.querySelector("[data-clock]")?.dataset.ends || 0);
  setInterval(tick, 250);
})();
