"use strict";
// Asks every second how far it is, and goes on when it is over. Without it there
// is a link.
(() => {
  const soFar = document.getElementById("so-far");
  const ask = async () => {
    try {
      const answer = await fetch("/underway/so-far");
      if (answer.status === 204) location.assign("/underway");
      else if (answer.ok) {
        soFar.innerHTML = await answer.text();
        setTimeout(ask, 1000);
      } else throw new Error(answer.status);
    } catch {
      soFar.textContent = "The desk does not answer. It may have been closed.";
    }
  };
  setTimeout(ask, 1000);
})();
