// The review desk in a real browser: from the first note to the last with the
// keyboard alone, two tabs on one item, a desk that is killed, and every page
// against WCAG 2.2 AA as far as a program can tell.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import axe from "axe-core";
import { address, audit, browser, program, samples } from "./audit.js";
import { desk, following, press, sitDown, tab, text } from "./desk.js";

const SAMPLE = ["--config", "data-samples/plainrecord.toml"];
const SIZE = ["--findings", "20", "--notes", "20"];

/** The samples' audit with a review drawn, and a desk to read it at. */
const opened = (t) => desk(t, samples(t), ...SAMPLE, ...SIZE);
const title = (page) => text(page, "h1");
const decided = async (page) => Number((await text(page, ".progress")).match(/^(\d+) of/)[1]);
const isAbout = (page, decision) => page.$(`button[value="${decision}"]`).then((button) => button !== null);

/** What a page says that only a decision may bring. */
const shownAfter = (html) => ["Why it matters", "What the audit says", "mark class"].filter((words) => html.includes(words));

test("a review goes from the first note to the last with the keyboard alone", async (t) => {
  const chromium = await browser(t);
  const seat = await opened(t);
  const { page, wrong } = await sitDown(chromium, seat, "M. K.");
  assert.match(await text(page, ".lede"), /^You are reading as M\. K\.: 0 decided, \d+ left/);
  await page.goto(`${seat.origin}/next`);

  let items = 0;
  let isTakenBack = false;
  const asked = new Set();
  while ((await title(page)) === "Read a note") {
    assert.deepEqual(shownAfter(await page.content()), [], "nothing of what the audit says is on the page");
    assert.equal(await decided(page), items);
    if (await isAbout(page, "missed")) {
      asked.add("note");
      if (items % 3 === 0) {
        await page.keyboard.press("m");
        assert.equal(await page.evaluate(() => document.activeElement.name), "first1", "words are needed first");
        await page.keyboard.type("1");
        await page.keyboard.press("Tab");
        await page.keyboard.type("2");
        const words = await page.$$eval("[data-word='1'], [data-word='2']", (all) => all.map((word) => word.textContent).join(" "));
        assert.equal(await text(page, ".place output"), words);
        await press(page, "Enter");
        assert.ok((await text(page, "#decided + p")).includes("“"));
      } else await press(page, "n");
    } else {
      asked.add("words");
      if (items % 4 === 1) {
        await page.keyboard.press("s");
        assert.equal(await page.evaluate(() => document.activeElement.id), "status", "a status is needed first");
        await page.keyboard.type("rep");
        await page.keyboard.down("Shift");
        await page.keyboard.press("Tab");
        await page.keyboard.up("Shift");
        assert.equal(await page.evaluate(() => document.activeElement.value), "other status");
        await press(page, "Enter");
        assert.match(await text(page, "#decided + p"), /reported/);
      } else await press(page, items % 4 === 2 ? "u" : items % 4 === 3 ? "n" : "c");
    }
    items += 1;
    await page.waitForFunction(() => document.activeElement.textContent.startsWith("Go on"), { timeout: 5000 });
    if (items === 2 && !isTakenBack) {
      isTakenBack = true;
      const item = page.url();
      await press(page, "z");
      assert.match(page.url(), new RegExp(`^${item}`));
      assert.match(await text(page, "[role=status]"), /taken back/);
      assert.equal(await decided(page), 1);
      items -= 1;
    } else await press(page, "g");
  }
  assert.equal(await title(page), "Nothing is left to read");
  assert.deepEqual([...asked].sort(), ["note", "words"]);
  assert.ok(items >= 40, `${items} items`);
  assert.deepEqual(wrong, []);
});

test("a desk without a sample begins with what one would say, and a form draws it with the keyboard alone", async (t) => {
  const chromium = await browser(t);
  for (const script of [true, false]) {
    const seat = await desk(t, samples(t), ...SAMPLE);
    const { page, wrong } = await tab(chromium, { script });
    await page.goto(seat.link);
    await page.waitForSelector("#findings");
    const retyped = async (field, number) => {
      await page.focus(field);
      await page.keyboard.down("Control");
      await page.keyboard.press("a");
      await page.keyboard.up("Control");
      await page.keyboard.type(number);
    };
    await retyped("#findings", "8");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "notes", "fields follow one another");
    await page.keyboard.type("nine");
    await press(page, "Enter");
    assert.match(await text(page, "[role=alert]"), /whole number/);
    assert.equal(await page.$eval("#findings", ({ value }) => value), "8", "what was typed is there still");
    await retyped("#notes", "9");
    // What these numbers would say, and then the sample itself.
    for (let tabs = 0; tabs < 5; tabs += 1) await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Only show what it would say");
    await press(page, "Enter");
    assert.match(await text(page, "tbody tr:last-child"), /^8\s*the numbers below/);
    await page.focus("#findings");
    await press(page, "Enter");
    await reached(page, "Who is reading?");
    await page.type("#name", "M. K.");
    await press(page, "Enter");
    assert.match(await text(page, ".lede"), /^You are reading as M\. K\.: 0 decided, 17 left/);
    assert.deepEqual(wrong, []);
  }
});

test("two people read, settle on one answer, and the report says what it comes to", async (t) => {
  const chromium = await browser(t);
  const folder = samples(t);
  const seat = await desk(t, folder, ...SAMPLE, "--findings", "10", "--notes", "10", "--second", "1");
  const { page, wrong } = await sitDown(chromium, seat, "M. K.");
  const readAll = async () => {
    await page.goto(`${seat.origin}/next`);
    while ((await title(page)) === "Read a note") {
      await press(page, (await isAbout(page, "missed")) ? "n" : "c");
      await press(page, "g");
    }
  };
  // The first words that both are asked about.
  await page.goto(`${seat.origin}/next`);
  while (await isAbout(page, "missed")) {
    await press(page, "n");
    await press(page, "g");
  }
  const item = page.url().split("/").at(-1);
  await press(page, "c");
  await readAll();
  await page.goto(seat.origin);
  await page.focus("details summary");
  await page.keyboard.press("Enter");
  await page.focus("#name");
  await page.keyboard.type("P. Q.");
  await press(page, "Enter");
  await page.goto(`${seat.origin}/item/${item}`);
  await press(page, "n");
  await readAll();
  await page.goto(`${seat.origin}/disagreements`);
  assert.deepEqual(await page.$$eval(".beside dt", (names) => names.map(({ innerText }) => innerText)), ["M. K.", "P. Q."]);
  const open = /Two reviewers read 1 of the others differently/;
  await page.goto(`${seat.origin}/results`);
  assert.match(await text(page, "main"), open);
  await page.goto(`${seat.origin}/disagreements`);
  await page.focus("ol a");
  await press(page, "Enter");
  await press(page, "c");
  assert.match(await text(page, "main"), /What was settled\n+The words are what was asked about, and the writer’s own\. Written down by P\. Q\./);
  await page.goto(`${seat.origin}/results`);
  assert.match(await text(page, ".lede"), /^20 of 20 notes/);
  assert.doesNotMatch(await text(page, "main"), open);
  const corrected = /\d+\s%[^.]* of all notes have it, once what the audit missed and mistook is allowed for/;
  const said = (await text(page, "main")).match(corrected);
  assert.ok(said, await text(page, "main"));
  await seat.end("SIGINT");
  const out = join(folder, "..", "report");
  execFileSync(program, ["report", folder, "--out", out], { stdio: "pipe" });
  const report = await chromium.newPage();
  await report.goto(address(out, "report.html"));
  assert.ok((await report.evaluate(() => document.body.textContent)).replaceAll("\u00a0", " ").includes(said[0].replaceAll("\u00a0", " ")), said[0]);
  assert.deepEqual(wrong, []);
});

test("a change of a rule is tried on the whole audit, and says what it removes", async (t) => {
  const chromium = await browser(t);
  const seat = await opened(t);
  const { page: first } = await sitDown(chromium, seat, "M. K.");
  await first.close();
  for (const script of [true, false]) {
    const { page, wrong } = await tab(chromium, { script });
    await page.goto(`${seat.origin}/propose/MIN006`);
    await page.focus("#text");
    await page.keyboard.type("marital");
    await press(page, "Enter");
    assert.match(await text(page, "pre"), /"marital",/);
    await page.focus("form[action$='/try'] button");
    await press(page, "Enter");
    await reached(page, "This removes");
    assert.match(await text(page, "[role=status]"), /This removes [1-9]\d*\sfindings?, \d+ of them confirmed and \d+ said to be none\. It adds \d+\sfindings?\./);
    assert.deepEqual(wrong, []);
  }
});

/** Waits for the whole audit to be worked on, by the link where no script runs. */
async function reached(page, words) {
  const isThere = async () => (await page.content()).includes(words);
  for (let round = 0; round < 60 && !(await isThere()); round += 1) {
    const link = await page.$("a[href^='/underway']").catch(() => null);
    if (link) await following(page, () => link.press("Enter")).catch(() => {});
    else await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.ok(await isThere(), await page.content());
}

test("words that are selected are named by their numbers", async (t) => {
  const chromium = await browser(t);
  const seat = await opened(t);
  const { page } = await sitDown(chromium, seat, "M. K.");
  await page.goto(`${seat.origin}/next`);
  while (!(await isAbout(page, "missed"))) {
    await press(page, "n");
    await press(page, "g");
  }
  await page.evaluate(() => {
    const at = (number) => document.querySelector(`[data-word="${number}"]`);
    getSelection().setBaseAndExtent(at(2).firstChild, 0, at(3).firstChild, 1);
  });
  await page.waitForFunction(() => document.querySelector("#first1").value !== "");
  assert.deepEqual(await page.$$eval("#first1, #last1", (fields) => fields.map(({ value }) => value)), ["2", "3"]);
});

test("of two tabs on one item the second is told, and nothing is lost", async (t) => {
  const chromium = await browser(t);
  const seat = await opened(t);
  const { page: one } = await sitDown(chromium, seat, "M. K.");
  await one.goto(`${seat.origin}/item/1`);
  const { page: other } = await tab(chromium);
  await other.goto(`${seat.origin}/item/1`);
  await press(one, "u");
  const said = await text(one, "#decided + p");
  await press(other, "n");
  assert.match(await text(other, "[role=alert]"), /^Not written down\. You decided this in another tab/);
  assert.equal(await text(other, "#decided + p"), said);
  await one.reload();
  assert.equal(await text(one, "#decided + p"), said);
  // Seen as it stands, it can be decided otherwise.
  await other.click("details:has(.question) summary");
  await following(other, () => other.click("button[value='unsure']"));
  assert.equal(await other.$("[role=alert]"), null);
  // A tab of somebody who read before decides nothing for who reads now.
  await one.goto(`${seat.origin}/item/2`);
  await other.goto(seat.origin);
  await other.click("details summary");
  await other.type("#name", "P. Q.");
  await following(other, () => other.keyboard.press("Enter"));
  await press(one, "u");
  assert.match(await text(one, "[role=alert]"), /The desk is now open for P. Q./);
  assert.equal(await decided(one), 0);
});

test("what was acknowledged is there when a desk that was killed is opened again", async (t) => {
  const chromium = await browser(t);
  const folder = samples(t);
  let acknowledged = 0;
  for (let round = 0; round < 3; round += 1) {
    const seat = await desk(t, folder, ...SAMPLE, ...(round === 0 ? SIZE : []));
    const { page } = await sitDown(chromium, seat, "M. K.");
    await page.goto(`${seat.origin}/next`);
    const found = await decided(page);
    assert.ok(found === acknowledged || found === acknowledged + 1, `${found} of ${acknowledged}`);
    acknowledged = found;
    for (let step = 0; step < 3; step += 1) {
      await press(page, "u");
      acknowledged += 1;
      assert.equal(await decided(page), acknowledged);
      await press(page, "g");
    }
    // In the middle of a step, whatever has become of it.
    page.keyboard.press("u").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, round * 5));
    await seat.end("SIGKILL");
    await page.close();
  }
});

test("the pages of the desk are accessible", async (t) => {
  const chromium = await browser(t);
  const seat = await desk(t, samples(t), ...SAMPLE);
  const { page, wrong } = await tab(chromium);
  await page.goto(seat.link);
  await page.waitForSelector("#findings");
  const check = async (name) => {
    for (const width of [1280, 390]) {
      await page.setViewport({ width, height: 900 });
      await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
      // The policy lets no script in; what is tested is asked by the browser itself.
      await page.evaluate(axe.source);
      const { violations, passes } = await page.evaluate(() => axe.run(document));
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), [], `${name} at ${width}`);
      assert.ok(passes.length >= 15, `${name}: ${passes.length} rules were applied`);
    }
    // A narrow window, 1280 pixels at 200 %, and letters twice as large.
    for (const [width, letters] of [[320, ""], [640, ""], [1280, "200%"]]) {
      await page.setViewport({ width, height: 900 });
      const wide = await page.evaluate((size) => {
        document.documentElement.style.fontSize = size;
        return document.documentElement.scrollWidth;
      }, letters);
      assert.ok(wide <= width, `${name} is ${wide} pixels wide at ${width} ${letters}`);
    }
    await page.evaluate(() => (document.documentElement.style.fontSize = ""));
    const moving = await page.$$eval("*", (all) => all.filter((each) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(each);
      return animationName !== "none" || !/^0s(, 0s)*$/.test(transitionDuration) || scrollBehavior === "smooth";
    }).length);
    assert.equal(moving, 0, `${name}: nothing moves, whoever asks for it`);
    await page.setViewport({ width: 1280, height: 900 });
  };
  const at = async (path, name) => {
    await page.goto(seat.origin + path);
    await check(name);
  };
  await check("what samples would say");
  await page.$eval("#notes", (field) => (field.value = "nine"));
  await page.focus("#notes");
  await press(page, "Enter");
  await check("a number that is none");
  await page.$eval("#notes", (field) => (field.value = "20"));
  await page.focus("#notes");
  await press(page, "Enter");
  await reached(page, "Who is reading?");
  await check("who is reading");
  await page.type("#name", "<b>");
  await press(page, "Enter");
  assert.match(await text(page, "[role=alert]"), /Not a name/);
  await check("a name that is none");
  await page.$eval("#name", (name) => (name.value = "M. K."));
  await page.focus("#name");
  await press(page, "Enter");
  await check("the start");
  const kinds = new Set();
  await page.goto(`${seat.origin}/next`);
  while (kinds.size < 4) {
    const asked = (await isAbout(page, "missed")) ? "note" : "words";
    if (!kinds.has(asked)) await check(`asked about ${asked}`);
    kinds.add(asked);
    await press(page, "n");
    if (!kinds.has(`${asked} decided`)) await check(`${asked} decided`);
    kinds.add(`${asked} decided`);
    await press(page, "g");
  }
  for (const [path, name] of PAGES) await at(path, name);
  await page.goto(`${seat.origin}/propose/MIN006`);
  await page.type("#text", "marital");
  await press(page, "Enter");
  await check("a change that can be tried");
  await page.focus("form[action$='/try'] button");
  await press(page, "Enter");
  await reached(page, "This removes");
  await check("what a change would do");
  assert.deepEqual(wrong, []);
});

const PAGES = [["/draft", "a draft"], ["/findings", "findings"], ["/disagreements", "disagreements"], ["/results", "results"], ["/propose/MIN001", "a proposal"], ["/absent", "no page"]];

test("a draft is checked as it is typed, or by its button where no script runs", async (t) => {
  const chromium = await browser(t);
  const seat = await opened(t);
  const { page, wrong } = await sitDown(chromium, seat, "M. K.");
  await page.goto(`${seat.origin}/draft`);
  await page.type("#draft", "Mum and partner arguing again. <img src=x onerror=window.hostile=1>");
  await page.waitForSelector("#found .concern");
  assert.match(await text(page, "#found"), /Why it matters/);
  assert.equal(await text(page, "#said"), "1 passage to look at again.");
  assert.equal(await page.evaluate(() => "hostile" in window || document.images.length > 0), false);
  await page.$eval("#draft", (draft) => (draft.value = ""));
  await page.type("#draft", "DASH completed today.");
  await page.waitForFunction(() => document.querySelector("#found").textContent.includes("Good recording"));
  assert.deepEqual(wrong, []);
  const { page: plain } = await tab(chromium, { script: false });
  await plain.goto(`${seat.origin}/draft`);
  await plain.type("#draft", "Mum and partner arguing again.");
  await following(plain, () => plain.click("button"));
  assert.match(await text(plain, "#found"), /Why it matters/);
});

test("notes that would like to be more than text are text", async (t) => {
  const chromium = await browser(t);
  const hostile = JSON.parse(readFileSync(join(import.meta.dirname, "hostile.json"), "utf8")).slice(0, 60);
  const cell = (value) => `"${value.replaceAll('"', '""')}"`;
  const rows = hostile.map((value, at) => [`${at}`, value, `${value} Mum and partner arguing again. ${value}`].map(cell).join(","));
  const place = mkdtempSync(join(tmpdir(), "hostile-"));
  t.after(() => rmSync(place, { recursive: true }));
  const file = join(place, "notes.csv");
  writeFileSync(file, ["note_id,agency,note", ...rows].join("\n"));
  const seat = await desk(t, audit(t, "--no-classifier", file), file, ...SIZE);
  const { page, wrong } = await sitDown(chromium, seat, "M. K.");
  await page.goto(`${seat.origin}/next`);
  let items = 0;
  const look = async () => {
    const found = await page.evaluate(() => ({
      ran: "hostile" in window,
      scripts: document.scripts.length,
      strangers: [...document.querySelectorAll("img, iframe, object, embed, base, image, template, plaintext, xmp, meta[http-equiv]")].length,
      handlers: [...document.querySelectorAll("*")].filter((each) => each.getAttributeNames().some((name) => /^on|^style$/.test(name))).length,
      unseen: /[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.textContent),
    }));
    assert.deepEqual(found, { ran: false, scripts: 1, strangers: 0, handlers: 0, unseen: false });
  };
  while ((await title(page)) === "Read a note" && items < 30) {
    await look();
    await press(page, "u");
    await look();
    items += 1;
    await press(page, "g");
  }
  assert.ok(items >= 15, `${items} items`);
  assert.deepEqual(wrong, []);
});
