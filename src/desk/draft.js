"use strict";
// Checks the draft as it is typed. Without it there is a button.
(() => {
  const at = (id) => document.getElementById(id);
  const form = at("typed"), found = at("found"), said = at("said");
  /** Typing rests for so long, in milliseconds, before the draft is checked. */
  const REST = 300;
  let waiting, asking;

  const check = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch("/draft/found", { method: "POST", body: new URLSearchParams(new FormData(form)), signal: asking.signal });
      if (!answer.ok) throw new Error(answer.status);
      found.innerHTML = await answer.text();
      said.textContent = at("closing")?.textContent ?? "";
    } catch (error) {
      if (error.name === "AbortError") return;
      found.textContent = error.message === "413" ? "The draft is too long to be checked in one piece." : "The desk does not answer. It may have been closed.";
      said.textContent = found.textContent;
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, REST);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    check();
  });
})();
