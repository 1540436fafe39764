// A course on any device: read and answered also with the line down. Every page works without it.
"use strict";
(() => {
  const kit = JSON.parse(document.getElementById("kit")?.textContent || "null");
  if (!kit) return;
  const KEPT = "acogida-course";
  const PREFIX = `acogida-course:${kit.name}:`;
  const read = (name) => {
    try {
      return localStorage.getItem(PREFIX + name);
    } catch {
      return null;
    }
  };
  // Whether it could be written: a device may be full, or refuse to keep anything.
  const write = (name, value) => {
    try {
      localStorage.setItem(PREFIX + name, value);
      return true;
    } catch {
      return false;
    }
  };
  const forget = (name) => localStorage.removeItem(PREFIX + name);
  const names = (beginning) =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith(PREFIX + beginning))
      .map((name) => name.slice(PREFIX.length));
  const say = (place, words, state) => {
    if (!place) return;
    if (place.textContent !== words) place.textContent = words;
    place.hidden = !words;
    place.dataset.state = state || "";
  };
  const cookie = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] || "";

  // Keeping: all pages of the course, in every language of it, with what they need.
  async function fetched(urls) {
    const cache = await caches.open(KEPT);
    for (const url of urls) {
      const found = await fetch(url, { credentials: "same-origin", cache: "reload" });
      if (found.ok && !found.redirected) await cache.put(url, found);
    }
  }
  async function keep() {
    const state = document.querySelector("[data-kept]");
    if (!("serviceWorker" in navigator)) return;
    for (const scope of kit.scopes) await navigator.serviceWorker.register(kit.worker, { scope });
    const cache = await caches.open(KEPT);
    const whole = async () => (await Promise.all(kit.urls.map((url) => cache.match(url, { ignoreVary: true })))).every(Boolean);
    if (read("kit") !== kit.stamp || !(await whole())) {
      await fetched(kit.urls);
      write("kit", kit.stamp);
    }
    await navigator.serviceWorker.ready;
    if (await whole()) {
      say(state, state?.dataset.done || "", "kept");
      document.documentElement.dataset.kept = "yes";
    }
  }
  keep().catch(() => {
    const state = document.querySelector("[data-kept]");
    say(state, state?.dataset.failed || "");
  });

  // Sending what was kept: each sheet and each unit read, once, whenever there is a line.
  const line = document.querySelector("[data-line]");
  let sending = false;
  function show() {
    const due = [...names("sheet:"), ...names("read:")];
    if (due.length) say(line, line.dataset.waiting.replace("{n}", due.length), "waiting");
    for (const item of document.querySelectorAll("[data-unit]")) {
      const waits = due.some((name) => name === `read:${item.dataset.unit}` || (name.startsWith("sheet:") && JSON.parse(read(name)).unit === item.dataset.unit));
      item.querySelector("[data-unit-kept]").hidden = !waits;
    }
  }
  function refuse(refused) {
    const place = document.querySelector("[data-refused]");
    const words = Object.values(refused);
    if (!place || !words.length) return;
    place.hidden = false;
    place.querySelector("ul").replaceChildren(...words.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  }

  async function send() {
    const sheets = names("sheet:");
    const units = names("read:");
    if (!(sheets.length || units.length) || sending) return {};
    sending = true;
    try {
      const body = { sheets: {}, read: units.map((name) => Number(name.slice(5))) };
      for (const name of sheets) body.sheets[name.slice(6)] = JSON.parse(read(name));
      const answered = await fetch(kit.send, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": cookie(), Accept: "application/json" },
        body: JSON.stringify(body),
      });
      if (!answered.ok) return {};
      const found = await answered.json();
      const changed = new Set();
      for (const paper of [...Object.keys(found.sheets), ...Object.keys(found.refused)]) {
        changed.add(body.sheets[paper]?.unit);
        forget(`sheet:${paper}`);
        forget(`draft:${paper}`);
      }
      for (const unit of body.read) {
        changed.add(String(unit));
        forget(`read:${unit}`);
      }
      refuse(found.refused);
      if (!names("sheet:").length && !names("read:").length) say(line, line.dataset.sent, "sent");
      if (window.caches) fetched([...kit.home, ...[...changed].flatMap((unit) => kit.pages[unit] || [])]).catch(() => {});
      return found.sheets;
    } catch {
      // The line is down: what was kept stays here, and goes when it returns.
      return {};
    } finally {
      sending = false;
      show();
    }
  }

  // A unit read.
  for (const form of document.querySelectorAll("[data-read]")) {
    form.addEventListener("submit", (event) => {
      if (navigator.onLine || !write(`read:${form.dataset.read}`, "1")) return;
      event.preventDefault();
      form.hidden = true;
      show();
      send();
    });
    form.hidden = Boolean(read(`read:${form.dataset.read}`));
  }

  // Answers: kept with each change, here and there; sent once.
  const form = document.querySelector("form[data-sheet]");
  if (form) {
    const paper = form.dataset.sheet;
    const saved = form.querySelector("[data-saved]");
    const answers = () => {
      const found = {};
      for (const [name, value] of new FormData(form)) if (/^q\d/.test(name) && value) (found[name] ||= []).push(value);
      return found;
    };
    const fill = (given) => {
      for (const field of form.elements) {
        if (!/^q\d/.test(field.name)) continue;
        const values = given[field.name] || [];
        if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
        else field.value = values[0] || "";
      }
    };
    const lock = (words) => {
      for (const field of form.elements) field.disabled = true;
      say(saved, words, "waiting");
    };
    const draft = read(`draft:${paper}`);
    if (draft) fill(JSON.parse(draft));

    let later = 0;
    form.addEventListener("input", () => {
      if (write(`draft:${paper}`, JSON.stringify(answers()))) say(saved, saved.dataset.here, "kept");
      clearTimeout(later);
      later = setTimeout(async () => {
        try {
          const done = await fetch(form.dataset.save, { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": cookie() }, body: new FormData(form) });
          if (done.ok) say(saved, saved.dataset.there, "sent");
        } catch {
          // Kept on this device; the next change tries again.
        }
      }, 1500);
    });

    form.addEventListener("submit", (event) => {
      clearTimeout(later);
      const kept = { token: form.elements.sheet.value, answers: answers(), unit: form.dataset.of };
      if (!write(`sheet:${paper}`, JSON.stringify(kept))) return;
      event.preventDefault();
      lock(saved.dataset.down);
      send().then((found) => {
        if (found[paper]) location.assign(found[paper]);
        else if (!read(`sheet:${paper}`)) location.reload();
      });
    });
    if (read(`sheet:${paper}`)) {
      fill(JSON.parse(read(`sheet:${paper}`)).answers);
      lock(saved.dataset.down);
    }
  }

  show();
  send().then((found) => {
    const url = form && found[form.dataset.sheet];
    if (url) location.assign(url);
  });
  window.addEventListener("online", () => send().then((found) => {
    const url = form && found[form.dataset.sheet];
    if (url) location.assign(url);
  }));
  setInterval(send, 30000);
})();
