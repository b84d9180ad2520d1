// The page finds what the program finds, and keeps to itself.

import assert from "node:assert/strict";
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { browser } from "../audit.js";
import { NOTE, check, file, found, gold, opened, put } from "./page.js";

const hostile = JSON.parse(readFileSync(join(import.meta.dirname, "../hostile.json"), "utf8"));

/** So many hostile texts stand in one note. */
const TOGETHER = 50;

const ordered = (all) => all.map((each) => JSON.stringify(each)).sort();

test("the page", async (t) => {
  const chromium = await browser(t);

  await t.test("finds in every annotated note what the program finds", async (t) => {
    const { page, done } = await opened(chromium);
    const notes = gold();
    assert.ok(notes.length >= 160);
    const took = [];
    let all = 0;
    for (const { id, text } of notes) {
      const start = performance.now();
      await put(page, text);
      took.push(performance.now() - start);
      const there = await found(page);
      all += there.length;
      assert.deepEqual(ordered(there), ordered(check(text)), id);
    }
    assert.ok(all > 1000, `${all} findings`);
    assert.deepEqual(done(), []);
    t.diagnostic(`half of the notes were shown within ${took.sort((a, b) => a - b)[took.length >> 1].toFixed()} ms`);
    await page.close();
  });

  await t.test("counts characters as the program does, whatever they are", async () => {
    const { page } = await opened(chromium);
    for (const text of ["😀😀 Mum lacks insight.", "e\u0301te\u0301 – mum lacks insight 👩‍👧", "\n\nMum lacks insight.\n", "Mum\u00adlacks insight"]) {
      await put(page, text);
      assert.deepEqual(ordered(await found(page)), ordered(check(text)), text);
      const marked = await page.$$eval("mark", (marks) => marks.map((mark) => mark.textContent));
      const words = await page.$$eval(".words", (all) => all.map((each) => each.firstChild.textContent));
      assert.deepEqual(marked.map((each) => `“${each}”`), words, text);
    }
    await page.close();
  });

  await t.test("shows hostile text as text", async () => {
    const { page, done } = await opened(chromium);
    for (let from = 0; from < hostile.length; from += TOGETHER) {
      const text = hostile.slice(from, from + TOGETHER).map((each) => `${each} Mum lacks insight. ${each}`).join("\n");
      await put(page, text);
      const { ran, strangers, whole, marks } = await page.evaluate(() => ({
        ran: "hostile" in window,
        strangers: document.querySelectorAll("main :is(img, iframe, object, embed, svg, script, style, a)").length,
        whole: document.getElementById("mirror").textContent === `${document.getElementById("note").value}\u200b`,
        marks: document.querySelectorAll("mark").length,
      }));
      assert.deepEqual({ ran, strangers, whole }, { ran: false, strangers: 0, whole: true }, text);
      assert.ok(marks > 0);
    }
    assert.deepEqual(done(), []);
    await page.close();
  });

  await t.test("may send nothing and run nothing else", async () => {
    const { page } = await opened(chromium);
    const policy = await page.$eval("meta[http-equiv=Content-Security-Policy]", (meta) => meta.content);
    const allowed = policy.split("; ").map((directive) => directive.replaceAll(/'sha256-[^']{44}'/g, "DIGEST"));
    assert.deepEqual(allowed, [
      "default-src 'none'",
      "connect-src 'none'",
      "style-src DIGEST",
      "script-src DIGEST 'wasm-unsafe-eval'",
      "worker-src blob:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    const refused = await page.evaluate(async () => {
      const violations = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violations.push(effectiveDirective));
      await fetch("http://127.0.0.1:9/").catch(() => {});
      navigator.sendBeacon("http://127.0.0.1:9/", "text");
      document.body.append(Object.assign(new Image(), { src: "http://127.0.0.1:9/" }));
      document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }));
      setTimeout("window.ran = true");
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { violations: [...new Set(violations)].sort(), ran: "ran" in window };
    });
    assert.deepEqual(refused, { violations: ["connect-src", "img-src", "script-src", "script-src-elem"], ran: false });
    await page.close();
  });

  await t.test("stores nothing, and forgets the note when it is opened again", async () => {
    const { page } = await opened(chromium);
    await put(page, NOTE);
    await page.reload();
    const { value, cookie, local, session } = await page.evaluate(() => ({
      value: document.getElementById("note").value,
      cookie: document.cookie,
      local: localStorage.length,
      session: sessionStorage.length,
    }));
    assert.deepEqual({ value, cookie, local, session }, { value: "", cookie: "", local: 0, session: 0 });
    await page.close();
  });

  await t.test("says so where it cannot check", async (t) => {
    const place = mkdtempSync(join(tmpdir(), "self-check-"));
    t.after(() => rmSync(place, { recursive: true }));
    const broken = join(place, "broken.html");
    writeFileSync(broken, readFileSync(file, "utf8").replace(/(id="core">\n.{64})[^<]*/, "$1\n"));
    const { page } = await opened(chromium, { address: pathToFileURL(broken).href });
    assert.equal(await page.$eval("#summary", (summary) => summary.textContent), "The note cannot be checked here");
    assert.match(await page.$eval("#said[role=status]", (said) => said.textContent), /^The note cannot be checked here/);
    await page.close();
  });
});
