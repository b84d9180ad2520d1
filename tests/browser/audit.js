// An audit to look at, and a browser to look at it with.
//
// npm ci --ignore-scripts && npm test      needs Chromium and a built program:
// target/release/plainrecord, or what PLAINRECORD names.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { inflateRawSync } from "node:zlib";
import puppeteer from "puppeteer-core";

export const PAGES = ["report.html", "findings.html"];

export const root = resolve(import.meta.dirname, "../..");
export const program = resolve(process.env.PLAINRECORD ?? join(root, "target/release/plainrecord"));
const chromium = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => path && existsSync(path));

/** Makes an audit and gives its folder; `t` takes it away when the test ends. */
export function audit(t, ...options) {
  const place = mkdtempSync(join(tmpdir(), "plainrecord-"));
  t.after(() => rmSync(place, { recursive: true }));
  const out = join(place, "audit");
  try {
    execFileSync(program, ["audit", "--quiet", "--out", out, ...options], { cwd: root, stdio: "pipe" });
  } catch (failure) {
    // 2: done, and some rows were rejected.
    if (failure.status !== 2) throw new Error(`${failure}\n${failure.stderr}`);
  }
  return out;
}

/** Writes an audit up again and gives the folder. */
export function edition(t, folder, ...options) {
  const place = mkdtempSync(join(tmpdir(), "plainrecord-"));
  t.after(() => rmSync(place, { recursive: true }));
  const out = join(place, "edition");
  execFileSync(program, ["report", folder, "--out", out, ...options], { stdio: "pipe" });
  return out;
}

/** Packs an audit and gives a folder with the page that a pack opens with: its
 *  first file, deflated behind its header (APPNOTE.TXT, 4.3.7). */
export function firstPage(t, folder, ...options) {
  const place = mkdtempSync(join(tmpdir(), "plainrecord-"));
  t.after(() => rmSync(place, { recursive: true }));
  const out = join(place, "pack.zip");
  execFileSync(program, ["pack", folder, "--out", out, ...options], { stdio: "pipe" });
  const pack = readFileSync(out);
  const [length, name, extra] = [pack.readUInt32LE(18), pack.readUInt16LE(26), pack.readUInt16LE(28)];
  const start = 30 + name + extra;
  writeFileSync(join(place, pack.toString("utf8", 30, 30 + name)), inflateRawSync(pack.subarray(start, start + length)));
  return place;
}

/** The audit of the sample exports. */
export const samples = (t) => audit(t, "--config", "data-samples/plainrecord.toml");

export async function browser(t) {
  const started = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  t.after(() => started.close());
  return started;
}

export const address = (folder, page) => pathToFileURL(join(folder, page)).href;

/** Opens a page, and notes down whatever it does beyond being there. */
export async function open(browser, url, { width = 1280, script = true } = {}) {
  const page = await browser.newPage();
  const done = [];
  await page.setViewport({ width, height: 900 });
  await page.setJavaScriptEnabled(script);
  page.on("dialog", (dialog) => (done.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("request", (request) => request.url() !== url && done.push(`request: ${request.url()}`));
  page.on("console", (message) => done.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => done.push(`error: ${error.message}`));
  page.on("framenavigated", (frame) => frame.url() !== url && done.push(`went to: ${frame.url()}`));
  await page.goto(url);
  return { page, done };
}
