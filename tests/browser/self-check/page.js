// The page for browsers, opened from its file, and what `plainrecord check`
// says of the same notes.
//
// web/build.sh && npm run self-check      needs Chromium, the page and a built
// program: target/web/plainrecord-check.html, or what PLAINRECORD_PAGE names.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { open, program, root } from "../audit.js";

export const file = resolve(process.env.PLAINRECORD_PAGE ?? join(root, "target/web/plainrecord-check.html"));

/** A note with something in every part. */
export const NOTE =
  "Called to address, mum and dad arguing again. Dad says she winds him up. He grabbed her by the throat. " +
  "Mum spoken to alone, DASH completed, referred to MARAC. She lacks insight. Signed a written agreement that he will not come in.";

/** Opens the page and waits until it has read its rules; `done` is whatever it
 *  did but start its worker. */
export async function opened(chromium, { width, address = pathToFileURL(file).href } = {}) {
  const { page, done } = await open(chromium, address, { width });
  await page.waitForSelector("#results[aria-busy=false], #results .fault", { timeout: 60_000 });
  return { page, done: () => done.filter((each) => !each.startsWith("request: blob:")) };
}

export const checked = (page) => page.waitForSelector("#results[aria-busy=false]", { timeout: 60_000 });

/** Puts a note in and waits until it has been checked. */
export async function put(page, text) {
  await page.$eval("#note", (note, text) => {
    note.value = text;
    note.dispatchEvent(new Event("input"));
  }, text);
  await checked(page);
}

/** What the page shows, in the order of the text. */
export const found = (page) =>
  page.$$eval(".card", (cards) => cards.map(({ dataset }) => [Number(dataset.start), Number(dataset.end), dataset.entry, dataset.status]));

/** What `plainrecord check` finds. */
export function check(text) {
  const run = () => {
    try {
      return execFileSync(program, ["check", "--format", "json", "-"], { cwd: root, input: text, stdio: "pipe" });
    } catch (failure) {
      // 1: something of concern was found.
      if (failure.status === 1) return failure.stdout;
      throw failure;
    }
  };
  const lines = run().toString().split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line)).map(({ start, end, entry, status }) => [start, end, entry, status]);
}

/** The annotated notes, without their marks. */
export function gold() {
  const files = ["d1", "d2"].map((name) => readFileSync(join(root, `tests/gold/${name}.jsonl`), "utf8"));
  const notes = files.flatMap((text) => text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line)));
  return notes.map(({ id, text }) => ({ id, text: text.replaceAll(/\[\[[^|\]]*\|[^|\]]*\|([^\]]*)\]\]/g, "$1") }));
}
