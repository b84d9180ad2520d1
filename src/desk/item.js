"use strict";
// Letters press buttons, and words selected in the note are named by their
// numbers. Without it there are the buttons and the numbers.
(() => {
  const text = document.getElementById("text");
  const words = [...text.querySelectorAll("[data-word]")];
  const places = [...document.querySelectorAll(".place")].map((place) => ({
    first: place.querySelector("[name^=first]"), last: place.querySelector("[name^=last]"), said: place.querySelector("output"),
  }));

  const pressed = ({ key, ctrlKey, metaKey, altKey, target }) => {
    if (ctrlKey || metaKey || altKey || target.closest("input:not([type=checkbox]), select, textarea")) return;
    const button = document.querySelector(`[data-key="${CSS.escape(key.toLowerCase())}"]`);
    if (!button) return;
    // An answer that needs more is not given before there is more.
    const more = button.closest(".answer")?.querySelector("select, input");
    if (more && more.value === "") more.focus();
    else button.click();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (pressed(event)) event.preventDefault();
  });

  /** Says which words the numbers of a place name. */
  const say = ({ first, last, said }) => {
    const from = Number(first.value || last.value), to = Number(last.value || first.value);
    said.value = words.filter((word) => from <= word.dataset.word && word.dataset.word <= to).map((word) => word.textContent).join(" ");
  };
  for (const place of places) {
    for (const field of [place.first, place.last]) field.addEventListener("input", () => say(place));
    say(place);
  }

  /** The words that are selected go to the first place that is free, or to the one they went to last. */
  let filled;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.isCollapsed || !text.contains(selection.anchorNode)) {
      filled = undefined;
      return;
    }
    const range = selection.getRangeAt(0);
    const touched = words.filter((word) => range.intersectsNode(word)).map((word) => word.dataset.word);
    const place = filled ?? places.find(({ first, last }) => first.value === "" && last.value === "") ?? places.at(-1);
    if (!place || touched.length === 0) return;
    filled = place;
    place.first.value = touched[0];
    place.last.value = touched.at(-1);
    place.first.closest("details")?.setAttribute("open", "");
    say(place);
  });
})();
