// Text that would like to be more than text: as a note, an agency, a team, a
// kind of record, a column and a file, it is shown as text and runs nothing.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { PAGES, address, audit, browser, open } from "./audit.js";

const hostile = JSON.parse(readFileSync(join(import.meta.dirname, "hostile.json"), "utf8"));

/** So many exports are audited together, each of an agency. */
const TOGETHER = 75;

/** Sentences with wording to find, so that what stands beside it is quoted. */
const SENTENCES = ["Mum and partner arguing again", "A volatile relationship", "DASH completed today", "She failed to protect them", "He strangled her"];

const cell = (text) => `"${text.replaceAll('"', '""')}"`;

function contents(text) {
  const rows = SENTENCES.map((sentence, at) =>
    [`${at}`, `1${at}/03/2026`, text, text, text, `${text} ${sentence} ${text}.`].map(cell).join(","),
  );
  return [["note_id", "date", "agency", "team", "note_type", "note", `c${text}`].map(cell).join(","), ...rows].join("\n") + "\n";
}

/** A name that the system takes: without slashes and nothing, and not too long. */
function fileName(text, at) {
  const name = text.replaceAll(/[/\0]/g, " ");
  return `${at} ${Buffer.byteLength(name) < 200 ? name : name.slice(0, 40)}.csv`;
}

test("hostile text stays text", async (t) => {
  const chromium = await browser(t);
  let shown = 0;
  for (let from = 0; from < hostile.length; from += TOGETHER) {
    const texts = hostile.slice(from, from + TOGETHER);
    await t.test(`from ${from} on`, async (t) => {
      const place = mkdtempSync(join(tmpdir(), "hostile-"));
      t.after(() => rmSync(place, { recursive: true }));
      const files = texts.map((text, at) => join(place, fileName(text, at)));
      files.forEach((file, at) => writeFileSync(file, contents(texts[at])));
      const folder = audit(t, "--excerpts", "verbatim", "--no-classifier", ...files);
      for (const name of PAGES) {
        const { page, done } = await open(chromium, address(folder, name));
        await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
        const found = await page.evaluate(() => ({
          ran: "hostile" in window,
          scripts: document.scripts.length,
          styles: document.querySelectorAll("style, link").length,
          strangers: [...document.querySelectorAll("img, iframe, object, embed, form, base, image, foreignObject, animate, template, textarea, plaintext, xmp, meta[http-equiv=refresh]")].length,
          handlers: [...document.querySelectorAll("*")].filter((each) => each.getAttributeNames().some((name) => /^on|^style$/.test(name))).length,
          links: [...document.querySelectorAll("a")].filter((link) => link.protocol !== "file:").length,
          unseen: /[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.textContent),
          wide: document.documentElement.scrollWidth,
          names: [...document.querySelectorAll("bdi")].map((each) => each.textContent),
        }));
        const { names, wide, ...rest } = found;
        const scripts = name === "findings.html" ? 1 : 0;
        assert.deepEqual(rest, { ran: false, scripts, styles: 1, strangers: 0, handlers: 0, links: 0, unseen: false });
        assert.deepEqual(done, []);
        assert.ok(wide <= 1280, `${wide} pixels wide`);
        shown += texts.filter((text) => names.some((name) => name.includes(seen(text)))).length;
        await page.close();
      }
    });
  }
  await t.test("and is shown as it was written", () => assert.ok(shown >= 2 * 500, `${shown} of ${2 * hostile.length}`));
});

/** The text as a page shows it: what works unseen is marked. */
const seen = (text) => text.trim().replaceAll(/[\u202a-\u202e\u2066-\u2069]|(?![\n\t])[\x00-\x1f\x7f-\x9f]/g, "\ufffd");
