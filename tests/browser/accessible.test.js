// The pages of the samples' audit against WCAG 2.2 AA, as far as a program can
// tell: axe, the keyboard, a narrow screen, and the table without its script.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { PAGES, address, browser, edition, firstPage, open, samples } from "./audit.js";

const WIDTHS = { desktop: 1280, phone: 390 };

/** What axe leaves to a person: the contrast of writing in a drawing, which
 *  `src/report/tests/colours.rs` works out, and of what a narrow screen shows
 *  only when a table is scrolled, which the desktop shows. */
const UNDECIDED = {
  "report.html": { desktop: ["color-contrast in a drawing"], phone: ["color-contrast in a drawing", "color-contrast in a table"] },
  board: { desktop: [], phone: ["color-contrast in a table"] }, // report.html, with too few figures for a funnel
  "findings.html": { desktop: [], phone: ["color-contrast in a table"] },
  "index.html": { desktop: [], phone: [] },
};

/** What axe says of a page, each sort once. */
const told = (page) =>
  page.evaluate(async () => {
    const where = (element) => (element.closest("svg") ? "a drawing" : element.closest("table") ? "a table" : element.outerHTML);
    const sorts = (results) => {
      const each = results.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} in ${where(document.querySelector(target[0]))}`));
      return [...new Set(each)].sort();
    };
    const { violations, incomplete, passes } = await axe.run(document);
    return { violations: sorts(violations), undecided: sorts(incomplete), applied: passes.length };
  });

const openDetails = (page) => page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));

/** Asks axe about a page, with all that can be opened open. */
const ask = async (t, chromium, folder, name, undecidable = UNDECIDED[name]) => {
  for (const [screen, width] of Object.entries(WIDTHS)) {
    await t.test(`${name} on a ${screen} has no violation that axe knows`, async () => {
      const { page } = await open(chromium, address(folder, name), { width });
      await openDetails(page);
      await page.evaluate(axe.source);
      const { violations, undecided, applied } = await told(page);
      assert.deepEqual(violations, []);
      assert.deepEqual(undecided, undecidable[screen]);
      assert.ok(applied >= 20, `${applied} rules were applied`);
      await page.close();
    });
  }
};

test("the page that a pack opens with is accessible", async (t) => {
  const folder = samples(t);
  const chromium = await browser(t);
  for (const audience of ["internal", "board"]) {
    await ask(t, chromium, firstPage(t, folder, "--audience", audience), "index.html");
  }
});

test("the report that a board is given is accessible", async (t) => {
  const chromium = await browser(t);
  await ask(t, chromium, edition(t, samples(t), "--audience", "board"), "report.html", UNDECIDED.board);
});

test("the pages are accessible", async (t) => {
  const folder = samples(t);
  const chromium = await browser(t);
  for (const name of PAGES) {
    await ask(t, chromium, folder, name);

    await t.test(`${name} needs no scrolling to the side at 320 pixels`, async () => {
      const { page } = await open(chromium, address(folder, name), { width: 320 });
      await openDetails(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `${wide} pixels`);
      await page.close();
    });

    await t.test(`${name} can be used with the keyboard alone`, async () => {
      const { page } = await open(chromium, address(folder, name));
      const expected = await page.$$eval("a[href], summary, button, input, select, [tabindex='0']", (all) => {
        const reachable = all.filter((each) => each.checkVisibility());
        reachable.forEach((each, at) => (each.dataset.stop = at));
        return reachable.length;
      });
      const stops = [];
      for (;;) {
        await page.keyboard.press("Tab");
        const stop = await page.evaluate(() => {
          const { dataset } = document.activeElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          return dataset.stop && { at: Number(dataset.stop), seen: outlineStyle === "solid" && parseFloat(outlineWidth) >= 2 };
        });
        if (!stop) break;
        stops.push(stop);
      }
      assert.deepEqual(stops.map(({ at }) => at), [...Array(expected).keys()]);
      assert.ok(stops.every(({ seen }) => seen), "the focus can be seen");
      await page.close();
    });

    await t.test(`${name} lets its first link skip to what it is about`, async () => {
      const { page } = await open(chromium, address(folder, name));
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "main");
      await page.close();
    });
  }

  await t.test("the findings can be searched, filtered and sorted, and the number is announced", async () => {
    const { page, done } = await open(chromium, address(folder, "findings.html"));
    const shown = () => page.$$eval("#rows tr", (rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.innerText));
    const said = () => page.$eval("#count[role=status]", (count) => count.textContent);
    const all = await shown();
    assert.equal(await said(), `${all.length} of ${all.length} listed findings are shown`);
    await page.focus("#words");
    await page.keyboard.type("DASH completed");
    const searched = await shown();
    assert.ok(searched.length > 0 && searched.length < all.length);
    assert.ok(searched.every((text) => /dash/i.test(text) && /completed/i.test(text)));
    assert.equal(await said(), `${searched.length} of ${all.length} listed findings are shown`);
    await page.focus("#clear");
    await page.keyboard.press("Enter");
    assert.deepEqual(await shown(), all);
    await page.select("#status", "reported");
    assert.ok((await shown()).every((text) => text.includes("Reported")));
    await page.select("#status", "");
    await page.select("#order", "date");
    const dates = await page.$$eval("#rows tr", (rows) => rows.map((row) => row.querySelector("time")?.dateTime ?? "9999"));
    assert.deepEqual(dates, [...dates].sort());
    assert.deepEqual(done, []);
    await page.close();
  });

  await t.test("without script every finding is there and nothing is that would not work", async () => {
    const { page } = await open(chromium, address(folder, "findings.html"), { script: false });
    const rows = await page.$$eval("#rows tr", (rows) => rows.filter((row) => row.checkVisibility()).length);
    const controls = await page.$$eval("input, select, button", (all) => all.filter((each) => each.checkVisibility()).length);
    assert.ok(rows > 500 && controls === 0, `${rows} rows, ${controls} controls`);
    await page.close();
  });
});
