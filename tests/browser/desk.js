// A desk to sit at: `plainrecord review` on an audit, and a browser that has
// opened its link.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { program, root } from "./audit.js";

/** Starts the desk and gives its link; `t` closes it when the test ends. */
export async function desk(t, folder, ...options) {
  const started = spawn(program, ["review", folder, "--no-open", ...options], { cwd: root });
  t.after(() => started.kill("SIGKILL"));
  let said = "";
  started.stderr.on("data", (text) => (said += text));
  const lines = createInterface({ input: started.stdout });
  const [link] = await Promise.race([
    once(lines, "line"),
    once(started, "exit").then(() => Promise.reject(new Error(`the desk closed: ${said}`))),
  ]);
  return { link, origin: new URL(link).origin, end: (signal) => (started.kill(signal), once(started, "exit")) };
}

/** A page that notes down whatever a desk must not do. */
export async function tab(browser, { width = 1280, script = true } = {}) {
  const page = await browser.newPage();
  const wrong = [];
  await page.setViewport({ width, height: 900 });
  await page.setJavaScriptEnabled(script);
  page.on("dialog", (dialog) => (wrong.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("request", (request) => new URL(request.url()).hostname === "127.0.0.1" || wrong.push(`request: ${request.url()}`));
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => /Failed to load resource/.test(message.text()) || wrong.push(`console: ${message.text()}`));
  return { page, wrong };
}

/** Opens the desk by its link and says who reads. */
export async function sitDown(browser, { link }, name, options) {
  const opened = await tab(browser, options);
  const { page } = opened;
  await page.goto(link);
  await page.waitForSelector("#name");
  await page.type("#name", name);
  await following(page, () => page.keyboard.press("Enter"));
  return opened;
}

/** Does something that leads to another page, and waits for it. */
export const following = (page, act) => Promise.all([page.waitForNavigation(), act()]);

export const press = (page, key) => following(page, () => page.keyboard.press(key));
export const text = (page, selector) => page.$eval(selector, (element) => element.innerText);
