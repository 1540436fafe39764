// The player's side of the bridge: takes what the package's frame tells, and hands it to the server in order.
"use strict";
(() => {
  const frame = document.querySelector("[data-package]");
  const place = document.getElementById("bridge");
  if (!frame || !place) return;
  const bridge = JSON.parse(place.textContent);
  const said = document.querySelector("[data-player]");
  const KEPT = `acogida-scorm:${bridge.key}`;
  const cookie = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] || "";
  const say = (words, state) => {
    if (said.textContent !== words) said.textContent = words;
    said.dataset.state = state;
  };
  // What was told last and not yet taken, by part; kept here so that closing the page loses nothing.
  let waiting = {};
  try {
    waiting = JSON.parse(localStorage.getItem(KEPT) || "{}");
  } catch {
    waiting = {};
  }
  const keep = () => {
    try {
      if (Object.keys(waiting).length) localStorage.setItem(KEPT, JSON.stringify(waiting));
      else localStorage.removeItem(KEPT);
    } catch {
      // A device that keeps nothing still sends what it can.
    }
  };
  let sending = false;
  async function send() {
    const [item] = Object.keys(waiting);
    if (!item || sending) return;
    sending = true;
    const cmi = waiting[item];
    const body = JSON.stringify({ item, cmi });
    try {
      const done = await fetch(bridge.save, {
        method: "POST",
        credentials: "same-origin",
        keepalive: body.length < 60000,
        headers: { "Content-Type": "application/json", "X-CSRFToken": cookie(), Accept: "application/json" },
        body,
      });
      const found = await done.json();
      if (waiting[item] === cmi) delete waiting[item];
      keep();
      if (found.refused) say(found.refused, "waiting");
      else if (found.completed) say(found.percent === null ? said.dataset.completed : said.dataset.score.replace("{n}", Math.round(found.percent)), "sent");
      else say(said.dataset.saved, "sent");
      sending = false;
      send();
    } catch {
      say(said.dataset.failed, "waiting");
    } finally {
      sending = false;
    }
  }
  // Only this frame, or a frame within it; and only frames without an origin.
  const isOurs = (source) => {
    for (let found = source, n = 0; found && n < 6; found = found.parent, n += 1) {
      if (found === frame.contentWindow) return true;
      if (found === found.parent) return false;
    }
    return false;
  };
  window.addEventListener("message", (event) => {
    const told = event.data;
    if (event.origin !== "null" || !isOurs(event.source) || told?.acogida !== "scorm" || !told.cmi) return;
    waiting[String(told.item)] = told.cmi;
    keep();
    send();
  });
  window.addEventListener("online", send);
  setInterval(send, 15000);
  send();
})();
