// Says what becomes of each answer while it is sent: saving, not saved, signed out. Tries again by itself.
// The page works without it: every answer is also sent by the buttons of its form.
(function () {
  "use strict";
  const form = document.getElementById("answers");
  if (!form) return;
  const waiting = new Set();
  const RETRY = 10000;

  function say(question, words) {
    const state = document.getElementById("state-" + question.id);
    if (state) state.textContent = words;
  }
  function failed(event, words, again) {
    const question = event.detail.elt;
    if (!form.contains(question)) return;
    waiting.add(question);
    say(question, words);
    if (again) window.setTimeout(function () { if (waiting.has(question)) window.htmx.trigger(question, "change"); }, RETRY);
  }
  // Choosing between two versions is not answering: nothing is sent until the button is pressed.
  ["change", "input"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      if (event.target.closest("[data-choice]")) event.stopPropagation();
    }, true);
  });
  document.addEventListener("input", function (event) {
    const question = event.target.closest("[hx-post]");
    if (question && form.contains(question)) waiting.add(question);
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (form.contains(event.detail.elt)) say(event.detail.elt, form.dataset.saving);
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    const question = event.detail.requestConfig && event.detail.requestConfig.elt;
    if (!question || !form.contains(question)) return;
    const xhr = event.detail.xhr;
    if (xhr.responseURL && new URL(xhr.responseURL).pathname !== question.getAttribute("hx-post")) {
      event.detail.shouldSwap = false;
      waiting.add(question);
      say(question, form.dataset.signedOut);
    } else if (xhr.status === 200) {
      waiting.delete(question);
    }
  });
  document.addEventListener("htmx:sendError", function (event) { failed(event, form.dataset.unsaved, true); });
  document.addEventListener("htmx:timeout", function (event) { failed(event, form.dataset.unsaved, true); });
  document.addEventListener("htmx:responseError", function (event) {
    const status = event.detail.xhr.status;
    if (status === 403) failed(event, form.dataset.signedOut, false);
    else if (status !== 409) failed(event, form.dataset.unsaved, true);
  });
  // Leaving by a button of the form sends everything, so only other ways out ask first.
  form.addEventListener("submit", function () { waiting.clear(); });
  window.addEventListener("beforeunload", function (event) { if (waiting.size) event.preventDefault(); });
})();
