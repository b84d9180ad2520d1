"use strict";
// The note, its marks, and what is said of it. The worker checks; nothing here
// keeps a text for longer than it is shown.

const at = (id) => document.getElementById(id);
const note = at("note"), mirror = at("mirror"), summary = at("summary"), results = at("results"), said = at("said");

/** How long typing rests before the note is checked, and before the number
 *  found is said aloud, in milliseconds. */
const REST = 120, SAY = 1200;

const EXAMPLE = `Called to home address, mum and dad arguing again. Mum says he had a few drinks and grabbed her by the throat. She is choosing to stay with him and lacks insight into the impact on the children. Mum spoken to alone in the kitchen, DASH completed, high, referred to MARAC. Dad said "she winds me up". Children asleep upstairs, so not affected.`;

/** What was found in the text that was checked last, with places in UTF-16. */
let passages = [];
let shown = "";

const make = (name, className, ...children) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
};

// ---- The marks -------------------------------------------------------------

/** The passages as they lie after an edit; those that it touched are left out
 *  until the note has been checked again. */
function moved(before, after) {
  const least = Math.min(before.length, after.length);
  let same = 0;
  while (same < least && before[same] === after[same]) same++;
  let tail = 0;
  while (tail < least - same && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const by = after.length - before.length;
  return passages.flatMap((passage) => {
    if (passage.to <= same) return [passage];
    if (passage.from < before.length - tail) return [];
    return [{ ...passage, from: passage.from + by, to: passage.to + by }];
  });
}

/** The text again under the note, with its marks. Where passages overlap, the
 *  part that is listed first is shown. */
function mark(text) {
  const cuts = [...new Set([0, text.length, ...passages.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  const pieces = cuts.slice(1).map((to, place) => {
    const from = cuts[place];
    const over = passages.filter((passage) => passage.from <= from && to <= passage.to);
    const words = text.slice(from, to);
    if (over.length === 0) return words;
    const piece = make("mark", over[0].part, words);
    piece.dataset.from = over[0].from;
    return piece;
  });
  // A line break at the end has a line only if something follows.
  mirror.replaceChildren(...pieces, "\u200b");
  shown = text;
}

/** The place in UTF-16 of each character of a text. */
function places(text) {
  const all = [];
  for (let place = 0; place < text.length; place += text.codePointAt(place) > 0xffff ? 2 : 1) all.push(place);
  all.push(text.length);
  return all;
}

// ---- What is said ----------------------------------------------------------

/** Words of the note, which lead back to it. */
function words(passage) {
  const button = make("button", `words ${passage.part}`, `“${passage.words}”`, make("span", "unseen", ", show in the note"));
  button.type = "button";
  button.addEventListener("click", () => {
    note.focus({ preventScroll: true });
    note.setSelectionRange(passage.from, passage.to);
    mirror.querySelector(`mark[data-from="${passage.from}"]`)?.scrollIntoView({ block: "center" });
  });
  return button;
}

const line = (term, text) => make("p", "", make("strong", "", `${term}: `), text);

const status = (passage) => line("Status", `${passage.said}. ${passage.meaning}`);

/** Whether a passage is in the writer's own words. */
const own = (passage) => passage.status === "counted";

/** What stands behind a passage, to be opened. */
function behind(passage, open) {
  const title = passage.part === "concern" ? "Status and sources" : "Why it matters, and sources";
  const details = make("details", "", make("summary", "", title, make("span", "unseen", `: “${passage.words}”`)));
  details.dataset.key = key(passage);
  details.open = open.has(details.dataset.key);
  if (passage.part !== "concern") details.append(line("Why it matters", passage.why));
  if (own(passage)) details.append(status(passage));
  details.append(line("Rule", `${passage.entry}, ${passage.title}`), make("ul", "", ...passage.sources.map((source) => make("li", "", source))));
  return details;
}

const key = (passage) => `${passage.entry} ${passage.words}`;

function card(passage, open) {
  const item = make("li", `card ${passage.part}`, make("h4", "", passage.heading), words(passage));
  Object.assign(item.dataset, { from: passage.from, to: passage.to, entry: passage.entry, status: passage.status, start: passage.start, end: passage.end });
  if (passage.part === "concern") {
    item.append(make("p", "", passage.why));
    if (passage.instead) item.append(line("Better", passage.instead));
  } else if (!own(passage)) {
    item.append(status(passage));
  }
  item.append(behind(passage, open));
  return item;
}

function show(text, answer) {
  const place = places(text);
  const open = new Set([...results.querySelectorAll("details[open]")].map((details) => details.dataset.key));
  const parts = answer.parts.map((part) => ({
    ...part,
    passages: part.passages.map((passage) => ({ ...passage, part: part.part, from: place[passage.start], to: place[passage.end] })),
  }));
  passages = parts.flatMap((part) => part.passages);
  mark(text);
  const sections = parts.filter((part) => part.passages.length > 0).map((part) => {
    const list = make("ol", "cards", ...part.passages.map((passage) => card(passage, open)));
    return make("section", "", make("h3", "", part.heading), list);
  });
  if (answer.agreement?.length) {
    const terms = answer.agreement.map((term) => make("li", "", term));
    sections.push(make("section", "", make("h3", "", "Written agreement"), make("ul", "", ...terms)));
  }
  if (answer.context) sections.push(make("p", "context", answer.context));
  summary.textContent = text.trim() === "" ? "Nothing to check yet" : answer.summary;
  results.replaceChildren(...sections);
  results.setAttribute("aria-busy", "false");
  here();
  say(parts);
}

let saying;

/** Says how much was found, once typing has come to rest. */
function say(parts) {
  clearTimeout(saying);
  const others = parts.slice(1).filter((part) => part.passages.length > 0).map((part) => `${part.heading}: ${part.passages.length}.`);
  const text = [summary.textContent, ...others].join(" ");
  saying = setTimeout(() => (said.textContent = text), SAY);
}

/** Points at what is said of the words that the cursor is in. */
function here() {
  const place = document.activeElement === note && note.selectionStart;
  for (const item of results.querySelectorAll(".card")) {
    item.classList.toggle("here", place !== false && item.dataset.from <= place && place <= item.dataset.to);
  }
}

// ---- Checking --------------------------------------------------------------

/** Says that the rules cannot be run, and what the browser says of that. */
function fault(reason) {
  const text = `The browser says: ${reason}. A current version of Edge, Chrome, Firefox or Safari can run the rules.`;
  summary.textContent = "The note cannot be checked here";
  results.replaceChildren(make("p", "fault", text));
  said.textContent = `${summary.textContent}. ${text}`;
}

/** Starts the worker; gives what has the note checked. Of what is typed while
 *  the worker is at it, the last is checked next. */
function started() {
  const worker = new Worker(URL.createObjectURL(new Blob([at("worker").textContent], { type: "text/javascript" })));
  let ready = false, busy = false;
  const ask = () => {
    if (!ready || busy) return;
    busy = true;
    worker.postMessage({ text: note.value });
  };
  worker.addEventListener("message", ({ data }) => {
    if (data.fault ?? data.answer?.fault) return fault(data.fault ?? data.answer.fault);
    if (data.ready) ready = true;
    else busy = false;
    if (data.text === note.value) show(data.text, data.answer);
    else ask();
  });
  worker.addEventListener("error", ({ message }) => fault(message || "it runs no worker"));
  worker.postMessage({ packed: at("core").textContent });
  at("core").remove();
  return ask;
}

const ask = started();
let resting;

function changed() {
  passages = moved(shown, note.value);
  mark(note.value);
  results.setAttribute("aria-busy", "true");
  at("clear").disabled = note.value === "";
  at("example").disabled = note.value !== "";
  clearTimeout(resting);
  resting = setTimeout(ask, REST);
}

function replace(text) {
  note.value = text;
  note.focus();
  changed();
}

note.addEventListener("input", changed);
document.addEventListener("selectionchange", here);
at("example").addEventListener("click", () => replace(EXAMPLE));
at("clear").addEventListener("click", () => replace(""));
changed();
