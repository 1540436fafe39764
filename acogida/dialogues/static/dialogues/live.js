// Pages that are open during an event: news come over one line, are put where they belong, and the line is
// taken up again by itself. While it is down the list is loaded again now and then; without any script, by hand.
"use strict";
(() => {
  const AGAIN = 10000;
  const PATIENCE = 4000;
  const OPEN = ["received", "shown", "live"]; // states in which something may still be decided
  let source = null;
  let last = 0;
  let ahead = 0; // how far the clock of the server is ahead of this one, in milliseconds
  let asking = 0;

  const place = () => document.querySelector("[data-live]");

  // The words of a state, and whether the line is up.
  function say(name) {
    const words = document.querySelector("[data-live-state]");
    if (words && words.dataset.is !== name) {
      words.dataset.is = name;
      words.textContent = words.dataset[name];
      words.hidden = false;
    }
  }

  const fill = (element, name, words) => {
    for (const slot of element.querySelectorAll(`[data-${name}]`)) {
      slot.textContent = words ?? "";
      slot.hidden = !words && words !== 0;
    }
  };

  function show(item) {
    const states = document.querySelectorAll("[data-states]");
    const list = [...states].find((one) => one.dataset.states.split(" ").includes(item.state));
    let row = document.getElementById(item.key);
    if (!list) {
      row?.remove();
      return;
    }
    const model = document.getElementById("new-question");
    if (!row) {
      if (!model) return;
      row = model.content.firstElementChild.cloneNode(true);
      row.id = item.key;
    }
    fill(row, "text", item.text);
    fill(row, "label", item.label);
    fill(row, "wanted", item.wanted);
    fill(row, "words", item.words);
    const status = row.querySelector("[data-status]");
    const drawn = document.getElementById(`status-${item.state}`);
    if (status && drawn) status.replaceChildren(drawn.content.cloneNode(true));
    for (const link of row.querySelectorAll("[data-href]")) {
      if (OPEN.includes(item.state)) link.href = link.dataset.href.replace("/0/", `/${item.id}/`);
      else link.removeAttribute("href");
    }
    for (const button of row.querySelectorAll("[data-vote]")) {
      button.value = item.id;
      button.hidden = item.state !== "shown";
    }
    if (row.parentElement !== list) {
      list.querySelector("[data-empty]")?.remove();
      list.append(row);
    }
  }

  function count() {
    for (const list of document.querySelectorAll("[data-states][data-count]")) {
      const number = document.getElementById(list.dataset.count);
      if (number) number.textContent = list.querySelectorAll("[data-question]").length;
    }
  }

  function take(event) {
    if (Number(event.lastEventId)) last = Number(event.lastEventId);
    for (const item of JSON.parse(event.data)) {
      if (item.kind === "question") show(item);
      else document.dispatchEvent(new CustomEvent("acogida:news", { detail: { item, ahead } }));
    }
    count();
    document.dispatchEvent(new CustomEvent("acogida:changed"));
  }

  function open() {
    const here = place();
    if (!here) return;
    last = Math.max(last, Number(here.dataset.since));
    source = new EventSource(`${here.dataset.live}&since=${last}`);
    source.addEventListener("clock", (event) => {
      ahead = Number(event.data) - Date.now();
      say("up");
    });
    source.addEventListener("message", take);
    source.addEventListener("error", () => {
      setTimeout(() => source.readyState === EventSource.OPEN || say("down"), PATIENCE);
      // An answer that is no stream ends the line for good: a new one is asked for.
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(asking);
        asking = setTimeout(open, 2000 + Math.random() * 3000);
      }
    });
  }

  // While the line is down, the page's own address is asked: it brings a fresh leave to listen, too.
  setInterval(() => {
    const here = place();
    if (!here || source?.readyState === EventSource.OPEN) return;
    here.dispatchEvent(new CustomEvent("acogida:again", { bubbles: true }));
  }, AGAIN);

  open();
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (event) => event.persisted && open());
})();
