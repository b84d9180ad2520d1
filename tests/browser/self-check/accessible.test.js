// The page against WCAG 2.2 AA, as far as a program can tell: axe, the keyboard,
// narrow and magnified screens, what is said aloud, and nothing that moves.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { browser } from "../audit.js";
import { NOTE, checked, opened, put } from "./page.js";

const WIDTHS = { desktop: 1280, phone: 390 };

/** The contrast of two colours (WCAG 2.2, "contrast ratio"). */
function contrast(...colours) {
  const [one, other] = colours.map((colour) => {
    const [red, green, blue] = colour.match(/\d+/g).map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  });
  return Math.max(one, other) / Math.min(one, other);
}

const openDetails = (page) => page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));

test("the page is accessible", async (t) => {
  const chromium = await browser(t);

  for (const [screen, width] of Object.entries(WIDTHS)) {
    for (const scheme of ["light", "dark"]) {
      await t.test(`on a ${screen}, ${scheme}, it has no violation that axe knows`, async () => {
        const { page } = await opened(chromium, { width });
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await put(page, NOTE);
        await openDetails(page);
        const parts = await page.$$eval(".card", (cards) => new Set(cards.map((card) => card.classList[1])).size);
        assert.equal(parts, 4, "every part is shown");
        await page.evaluate(axe.source);
        const { violations, incomplete, passes } = await page.evaluate(() => axe.run(document));
        const told = (results) => results.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target[0]}`));
        assert.deepEqual(told(violations), []);
        // Of the note and the marks under it axe cannot tell what lies on what;
        // the samples of the key have the same colours.
        const lying = await page.$$eval("#note, #mirror, #mirror *", (all) => all.length);
        const undecided = incomplete.flatMap(({ id, nodes }) => nodes.map(() => id));
        assert.ok(undecided.every((id) => id === "color-contrast") && undecided.length <= lying, told(incomplete).join(", "));
        assert.ok(passes.length >= 20, `${passes.length} rules were applied`);
        await page.close();
      });
    }
  }

  for (const scheme of ["light", "dark"]) {
    await t.test(`the line under a mark stands out, ${scheme}`, async () => {
      const { page } = await opened(chromium);
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const lines = await page.$$eval(".sample", (samples) => samples.map((sample) => getComputedStyle(sample).textDecorationColor));
      const paper = await page.$eval(".paper", (paper) => getComputedStyle(paper).backgroundColor);
      assert.equal(new Set(lines).size, 4);
      for (const line of lines) assert.ok(contrast(line, paper) >= 3, `${line} on ${paper}`);
      await page.close();
    });
  }

  // 640 pixels is a screen of 1280 magnified to 200 %, 320 to 400 %.
  for (const width of [320, 640]) {
    await t.test(`it needs no scrolling to the side at ${width} pixels`, async () => {
      const { page } = await opened(chromium, { width });
      await put(page, `${NOTE} ${"long".repeat(200)}`);
      await openDetails(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} pixels`);
      await page.close();
    });
  }

  await t.test("a note can be written, checked and found again with the keyboard alone", async () => {
    const { page } = await opened(chromium);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "note", "the first link leads to the note");
    await page.keyboard.type("Seen today. Mum lacks insight.");
    await checked(page);
    const stops = [];
    for (;;) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const { tagName, id, className } = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        return tagName !== "BODY" && { is: id || className || tagName, seen: outlineStyle === "solid" && parseFloat(outlineWidth) >= 2 };
      });
      if (!stop) break;
      stops.push(stop);
      if (stop.is.startsWith("words")) {
        await page.keyboard.press("Enter");
        const chosen = await page.$eval("#note", (note) => note.value.slice(note.selectionStart, note.selectionEnd));
        assert.equal(chosen, "lacks insight");
        assert.equal(await page.evaluate(() => document.activeElement.id), "note");
        // What is said of the words at the cursor is pointed at.
        await page.waitForSelector(".card.here");
        await page.focus(".words");
      }
    }
    assert.deepEqual(stops.map(({ is }) => is), ["clear", "words concern", "SUMMARY"]);
    assert.ok(stops.every(({ seen }) => seen), "the focus can be seen");
    await page.close();
  });

  await t.test("how much was found is said once typing rests, and not at every letter", async () => {
    const { page } = await opened(chromium);
    await page.evaluate(() => {
      window.heard = [];
      const said = document.getElementById("said");
      new MutationObserver(() => window.heard.push(said.textContent)).observe(said, { childList: true });
    });
    await page.focus("#note");
    await page.keyboard.type("Mum and dad arguing again. She lacks insight. DASH completed.", { delay: 30 });
    await checked(page);
    await page.waitForFunction(() => window.heard.at(-1)?.includes("Good recording"), { timeout: 10_000 });
    const heard = await page.evaluate(() => window.heard);
    assert.equal(heard.at(-1), "2 passages to look at again. Good recording: 1.");
    assert.ok(heard.length <= 3, heard.join(" | "));
    assert.equal(await page.$eval("#said", (said) => said.getAttribute("role")), "status");
    await page.close();
  });

  await t.test("marks lie under their words, and stay there while one types", async () => {
    const { page } = await opened(chromium, { width: 390 });
    await put(page, NOTE);
    const same = await page.evaluate(() => {
      const [note, mirror] = ["note", "mirror"].map((id) => document.getElementById(id));
      return note.clientWidth === mirror.clientWidth && note.clientHeight === mirror.clientHeight && note.scrollHeight <= note.clientHeight;
    });
    assert.ok(same, "the note and its marks have one size");
    const marked = () => page.$$eval("mark", (marks) => marks.map((mark) => mark.textContent));
    const before = await marked();
    assert.ok(before.length >= 6);
    const at_once = await page.$eval("#note", (note) => {
      note.setRangeText("Update. ", 0, 0);
      note.dispatchEvent(new Event("input"));
      return [...document.querySelectorAll("mark")].map((mark) => mark.textContent);
    });
    assert.deepEqual(at_once, before);
    await page.close();
  });

  await t.test("nothing moves by itself", async () => {
    const { page } = await opened(chromium);
    await put(page, NOTE);
    const moving = await page.$$eval("*", (all) =>
      all.filter((each) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(each);
        return animationName !== "none" || transitionDuration !== "0s" || scrollBehavior !== "auto";
      }).length,
    );
    assert.equal(moving, 0);
    await page.close();
  });
});
