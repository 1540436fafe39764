// The counter on a phone: found, shown and counted also with the line down. Every page works without it.
"use strict";
(() => {
  const root = document.documentElement;
  const kit = JSON.parse(document.getElementById("kit")?.textContent || "{}");
  const KEPT = "acogida-counter";
  const OFFICE = "acogida-office";

  // Keeping: all pages of the kit, in every language, with what they need.
  const state = document.querySelector("[data-kept]");
  const say = (place, words) => {
    if (place && place.textContent !== words) place.textContent = words;
  };
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };

  async function keep() {
    if (!("serviceWorker" in navigator) || !kit.urls) return;
    await navigator.serviceWorker.register(kit.worker, { scope: "/" });
    const cache = await caches.open(KEPT);
    const mark = `acogida-kit:${kit.name}`;
    const whole = async () => (await Promise.all(kit.urls.map((url) => cache.match(url, { ignoreVary: true })))).every(Boolean);
    if (stored(mark) !== kit.stamp || !(await whole())) {
      for (const url of kit.urls) {
        const found = await fetch(url, { credentials: "same-origin" });
        if (found.ok && !found.redirected) await cache.put(url, found);
      }
      localStorage.setItem(mark, kit.stamp);
    }
    await navigator.serviceWorker.ready;
    if (state && (await whole())) {
      say(state, state.dataset.done);
      state.dataset.state = "kept";
    }
  }
  if (kit.urls) keep().catch(() => say(state, state?.dataset.failed || ""));

  // Finding: the same folding as on the server, accents and case forgiven.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const finder = document.querySelector("[data-find]");
  function find() {
    const words = fold(finder.elements.q.value).split(/\s+/).filter(Boolean);
    const topic = finder.elements.topic.value;
    const open = finder.elements.open.checked;
    let shown = 0;
    for (const entry of document.querySelectorAll("[data-service]")) {
      const text = ` ${entry.dataset.words}`;
      const fits =
        words.every((word) => text.includes(` ${word}`)) &&
        (!topic || entry.dataset.topics.split(" ").includes(topic)) &&
        (!open || entry.dataset.now === "open");
      entry.hidden = !fits;
      if (fits) shown += 1;
    }
    const count = finder.querySelector("[data-count]");
    say(count, count.dataset.words.replace("{n}", shown));
  }
  if (finder) {
    finder.addEventListener("submit", (event) => event.preventDefault());
    finder.addEventListener("input", find);
    finder.querySelector("[type=submit]").hidden = true;
  }

  // Open now, by the spans of the next days that came with the page.
  function hours() {
    const now = Date.now() / 60000;
    for (const entry of document.querySelectorAll("[data-spans]")) {
      const spans = JSON.parse(entry.dataset.spans);
      const place = entry.querySelector("[data-now-words]");
      if (!spans.length || now > Number(entry.dataset.until)) {
        entry.dataset.now = "unknown";
        say(place, place.dataset.unknown);
        continue;
      }
      const span = spans.find(([from, to]) => from <= now && now < to);
      entry.dataset.now = span ? "open" : "closed";
      const next = spans.find(([from]) => from > now);
      const at = (minutes) =>
        new Date(minutes * 60000).toLocaleString(root.lang, { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone: entry.dataset.zone });
      if (span && span[1] - now > 1440) say(place, place.dataset.always);
      else if (span) say(place, place.dataset.open.replace("{hour}", at(span[1])));
      else say(place, next ? place.dataset.closed.replace("{hour}", at(next[0])) : place.dataset.shut);
      place.dataset.tone = span ? "open" : "closed";
    }
  }
  hours();
  setInterval(hours, 60000);

  function unfold() {
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    if (target?.matches("details")) {
      target.open = true;
      target.scrollIntoView();
      target.querySelector("summary").focus();
    }
  }
  unfold();
  window.addEventListener("hashchange", unfold);

  // Referring and counting lead to the counter this phone belongs to.
  const office = stored(OFFICE);
  for (const link of document.querySelectorAll("[data-refer]")) {
    if (!office) continue;
    link.href = `${office}#to=${link.dataset.refer}`;
    link.hidden = false;
  }
  for (const link of document.querySelectorAll("[data-office-link]")) {
    if (!office) continue;
    link.href = office;
    link.hidden = false;
  }

  // Counting. Each tap is kept by itself under its own key before anything is sent.
  const form = document.querySelector("[data-tally]");
  if (!form) return;
  localStorage.setItem(OFFICE, location.pathname);
  const PREFIX = `acogida-tap:${form.dataset.office}:`;
  const UNDONE = `acogida-undone:${form.dataset.office}:`;
  const said = document.querySelector("[data-said]");
  const waiting = document.querySelector("[data-waiting]");
  const undo = document.querySelector("[data-undo]");
  const problems = document.querySelector("[data-problems]");
  let last = "";
  let sending = false;

  const uuid = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
  const taps = () =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => JSON.parse(localStorage.getItem(name)));
  const cookie = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] || "";

  function show() {
    const n = taps().filter((tap) => !tap.refused).length;
    say(waiting, n ? waiting.dataset.words.replace("{n}", n) : waiting.dataset.none);
    waiting.dataset.state = n ? "waiting" : "sent";
    undo.hidden = !last;
    const refused = taps().filter((tap) => tap.refused);
    problems.hidden = !refused.length;
    problems.querySelector("ul").replaceChildren(
      ...refused.map((tap) => Object.assign(document.createElement("li"), { textContent: tap.refused })),
    );
  }

  async function post(url, body) {
    return fetch(url, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie(), Accept: "application/json" },
      body: JSON.stringify(body),
    });
  }

  // What was taken back is told before anything is sent, so that no copy on its way is counted after all.
  async function sendUndone() {
    for (const name of Object.keys(localStorage).filter((found) => found.startsWith(UNDONE))) {
      const answered = await post(form.dataset.undoAt, { key: name.slice(UNDONE.length) });
      if (answered.ok || answered.status === 409) localStorage.removeItem(name);
    }
  }

  async function send() {
    const undone = Object.keys(localStorage).some((found) => found.startsWith(UNDONE));
    const due = taps().filter((tap) => !tap.refused);
    if (!(due.length || undone) || sending) return;
    sending = true;
    try {
      await sendUndone();
      if (!due.length) return;
      const answered = await post(form.dataset.send, { now: Date.now(), taps: due.slice(0, 200) });
      const isJson = (answered.headers.get("Content-Type") || "").startsWith("application/json");
      if (!isJson || answered.redirected) {
        say(said, form.dataset.signInWords);
        document.querySelector("[data-sign-in]").hidden = false;
        return;
      }
      const found = await answered.json();
      if (!answered.ok) {
        say(said, found.refused || form.dataset.signInWords);
        return;
      }
      for (const key of [...found.counted, ...found.known]) localStorage.removeItem(PREFIX + key);
      for (const [key, words] of Object.entries(found.refused)) {
        const tap = JSON.parse(localStorage.getItem(PREFIX + key) || "null");
        if (tap) localStorage.setItem(PREFIX + key, JSON.stringify({ ...tap, refused: words }));
      }
      sending = false;
      if (taps().some((tap) => !tap.refused)) await send();
    } catch {
      // The line is down: what was counted stays here, and goes when it returns.
    } finally {
      sending = false;
      show();
    }
  }

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.name !== "topic") return;
    event.preventDefault();
    const tap = { key: uuid(), at: Date.now(), topic: button.value };
    for (const name of ["origin", "sex", "age", "language", "referred", "outreach"]) {
      const value = new FormData(form).get(name);
      if (value) tap[name] = value;
    }
    localStorage.setItem(PREFIX + tap.key, JSON.stringify(tap));
    last = tap.key;
    const outreach = form.elements.outreach?.value;
    form.reset();
    if (outreach) form.elements.outreach.value = outreach;
    if (location.hash) history.replaceState(null, "", location.pathname);
    say(said, form.dataset.counted.replace("{topic}", button.textContent.trim()));
    show();
    send();
  });

  undo.addEventListener("click", async () => {
    const key = last;
    last = "";
    localStorage.setItem(UNDONE + key, "1");
    localStorage.removeItem(PREFIX + key);
    say(said, form.dataset.undone);
    show();
    await send();
  });
  problems.querySelector("button").addEventListener("click", () => {
    for (const tap of taps()) if (tap.refused) localStorage.removeItem(PREFIX + tap.key);
    show();
  });
  const to = /^#to=(\d+)$/.exec(location.hash)?.[1];
  if (to && form.elements.referred.querySelector(`option[value="${to}"]`)) {
    form.elements.referred.value = to;
    form.querySelector("details").open = true;
  }
  show();
  send();
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.hidden || send());
  setInterval(send, 30000);
})();
