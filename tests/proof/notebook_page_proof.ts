/**
 * Pages of notebooks in a real Chromium: they run nothing, ask for nothing, and can be read by everyone.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { executeNotebook, notebookToPdf, renderNotebook } from "../../mod.ts";
import { code, display, executed, markdown, notebookOf } from "../notebook/make_notebook.ts";
import { MARKDOWN_PAYLOADS, XSS_PAYLOADS } from "../notebook/xss_payloads.ts";
import { inBrowser } from "./in_browser.ts";

/** Where the pictures of pages go, to be looked at. */
const PICTURES = Deno.env.get("GROUNDPLAN_PICTURES");

interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Addresses that were asked for, but for the page's own and those that hold their data. */
  readonly requests: readonly string[];
  /** What the console, dialogs and errors said. */
  readonly words: readonly string[];
}

async function visit(
  browser: Browser,
  { folder, html, context }: { folder: string; html: string; context?: BrowserContextOptions },
): Promise<Visit> {
  const file = join(folder, `${crypto.randomUUID()}.html`);
  await Deno.writeTextFile(file, html);
  const address = pathToFileURL(file).href;
  const made = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...context });
  const page = await made.newPage();
  const requests: string[] = [];
  const words: string[] = [];
  page.on("request", (request) => {
    if (request.url() !== address && !request.url().startsWith("data:")) {
      requests.push(request.url());
    }
  });
  page.on("console", (message) => words.push(message.text()));
  page.on("pageerror", (error) => words.push(String(error)));
  page.on("dialog", (dialog) => {
    words.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.goto(address, { waitUntil: "load" });
  return { page, requests, words, [Symbol.asyncDispose]: () => made.close() };
}

const BARS =
  `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="110" viewBox="0 0 420 110">
<rect width="420" height="110" fill="#fff"/><rect x="90" y="15" width="300" height="26" fill="#234b7a"/>
<rect x="90" y="55" width="90" height="26" fill="#b0763c"/><g font-family="sans-serif" font-size="13" fill="#222">
<text x="80" y="33" text-anchor="end">orders</text><text x="80" y="73" text-anchor="end">customers</text>
<text x="90" y="103">rows (millions)</text></g></svg>`;

const NOTEBOOK = notebookOf(
  markdown(`# A shop, planned

The shop sells **products** to customers. See [the manual](https://www.postgresql.org/docs/).

| entity | rows |
|---|---:|
| Customer | 2,000,000 |
| Order | 40,000,000 |

> Figures are *assumed*, by \`shop.yaml\`.`),
  code("const rows: number = 40e6; // today", "parameters"),
  markdown("## Volumes\n\n```sql\nselect * from orders where customer_id = $1;\n```"),
  code(
    `interface Entity { name: string; rows: number }\n\nconst shop: Entity[] = [{ name: "orders", rows }];\n` +
      `console.log("\\u001b[32mdone\\u001b[0m", shop);\nconsole.error("a warning");\nshop`,
  ),
  markdown("### A picture"),
  code(
    `await Deno.jupyter.display(${
      JSON.stringify({
        "text/plain": "Orders outweigh customers",
        "text/html": `<figure><img alt="Orders outweigh customers" src="data:image/svg+xml;base64,${
          btoa(BARS)
        }"><figcaption>Orders outweigh customers</figcaption></figure>`,
      })
    }, { raw: true });`,
    "remove-input",
  ),
  code(
    `await Deno.jupyter.display(${JSON.stringify({ "image/svg+xml": BARS })}, { raw: true });`,
    "hide-input",
  ),
  markdown("## What fails"),
  code(
    'throw new TypeError("Cannot relate Order to Custmer: no such entity");',
    "raises-exception",
  ),
  markdown("## What is wide"),
  code(`console.log(${JSON.stringify("a long line of text, ".repeat(30))})`),
  code(
    `await Deno.jupyter.display({ "text/plain": "t", "text/html": "<table><tr>" + ` +
      `Array.from({ length: 40 }, (_, at) => "<td>column" + at + "</td>").join("") + "</tr></table>" }, { raw: true });`,
  ),
);

inBrowser("a page is quiet, light and dark, wide and narrow, with JavaScript and without", async (
  browser,
  folder,
) => {
  const { notebook } = await executeNotebook(NOTEBOOK);
  const html = await renderNotebook(notebook);
  const contexts: Readonly<Record<string, BrowserContextOptions>> = {
    light: { colorScheme: "light", viewport: { width: 1280, height: 900 } },
    dark: { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
    narrow: { colorScheme: "light", viewport: { width: 360, height: 740 } },
    still: { colorScheme: "light", javaScriptEnabled: false },
  };
  for (const [name, context] of Object.entries(contexts)) {
    await using visited = await visit(browser, { folder, html, context });
    const { page, requests, words } = visited;
    assert.deepEqual(requests, [], name);
    assert.deepEqual(words, [], name);
    const pictures = page.locator("main img");
    assert.equal(await pictures.count(), 2);
    const path = PICTURES && join(PICTURES, `notebook_page_${name}.png`);
    await page.screenshot({ fullPage: true, ...(path ? { path } : {}) });
    if (name === "still") continue;
    const measured = await page.evaluate(() => ({
      drawn: [...document.images].every((image) => image.complete && image.naturalWidth > 0),
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ink: getComputedStyle(document.body).color,
      paper: getComputedStyle(document.body).backgroundColor,
    }));
    assert(measured.drawn);
    assert(measured.overflow <= 0, `${name}: ${measured.overflow} pixels too wide`);
    assert.equal(measured.paper === "rgb(255, 255, 255)", name !== "dark");
  }
});

inBrowser("a page is read by landmarks, headings and names, and used by keyboard", async (
  browser,
  folder,
) => {
  const { notebook } = await executeNotebook(NOTEBOOK);
  await using visited = await visit(browser, { folder, html: await renderNotebook(notebook) });
  const { page } = visited;
  assert.equal(await page.getByRole("main").count(), 1);
  assert.equal(await page.getByRole("navigation", { name: "Contents" }).count(), 1);
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
  assert.equal(await page.getByRole("img", { name: "Orders outweigh customers" }).count(), 1);
  assert.equal(await page.getByRole("img").count(), 2);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  assert(await skip.evaluate((link) => document.activeElement === link));
  assert((await skip.boundingBox())!.x >= 0);
  await page.getByRole("link", { name: "What is wide" }).click();
  assert(decodeURIComponent(page.url()).endsWith("#What-is-wide"));
  const source = page.locator("details.code").first();
  assert.equal(await source.getAttribute("open"), "");
  await source.locator("summary").press("Enter");
  assert.equal(await source.getAttribute("open"), null);
});

inBrowser(
  "nothing that a notebook holds runs, asks or sends, even without the page's policy",
  async (
    browser,
    folder,
  ) => {
    const attack = (payload: string) =>
      notebookOf(
        markdown(payload),
        executed(payload, [
          display({ "text/html": payload }, { vscode_altText: payload }),
          display({ "image/svg+xml": payload, "text/plain": payload }),
          display({ "text/markdown": payload }),
          { output_type: "stream", name: "stdout", text: payload },
          { output_type: "error", ename: payload, evalue: payload, traceback: [payload] },
        ]),
      );
    for (const payload of [...XSS_PAYLOADS, ...MARKDOWN_PAYLOADS]) {
      const html = await renderNotebook(attack(payload), { title: payload });
      // The sanitizer has to hold alone: the policy is the second wall.
      const open = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
      assert.notEqual(open, html);
      await using visited = await visit(browser, { folder, html: open });
      const { page, requests, words } = visited;
      // What waits to be touched is touched.
      await page.evaluate(() => {
        for (const element of document.querySelectorAll("main *")) {
          for (const type of ["mouseover", "pointerdown", "focus", "click", "toggle", "input"]) {
            if (type !== "click" || element.localName !== "a") {
              element.dispatchEvent(new Event(type, { bubbles: true }));
            }
          }
        }
      });
      const scripts = await page.locator("a[href]").evaluateAll((links) =>
        links.map((link) => (link as HTMLAnchorElement).protocol)
          .filter((protocol) => !["https:", "http:", "mailto:", "file:"].includes(protocol))
      );
      assert.deepEqual([...requests, ...words, ...scripts], [], payload);
      assert.equal(await page.locator("main#content").count(), 1, payload);
    }
  },
);

inBrowser("the check finds payloads that are not sanitized", async (browser, folder) => {
  let found = 0;
  const alarming = XSS_PAYLOADS.filter((payload) =>
    /onerror|onload|src=http|<script>/.test(payload)
  );
  for (const payload of alarming) {
    await using visited = await visit(browser, { folder, html: `<!DOCTYPE html>${payload}` });
    await visited.page.waitForTimeout(20);
    if (visited.requests.length + visited.words.length > 0) found++;
  }
  assert(found > alarming.length / 2, `${found} of ${alarming.length}`);
});

inBrowser("a PDF holds the text and the pictures, and is the same each time", async (_, folder) => {
  const { notebook } = await executeNotebook(NOTEBOOK);
  const pdf = await notebookToPdf(notebook);
  assert.deepEqual(await notebookToPdf(notebook), pdf);
  const file = join(folder, "page.pdf");
  await Deno.writeFile(file, pdf);
  const run = async (command: string, ...args: string[]) => {
    const { stdout, success } = await new Deno.Command(command, { args }).output();
    assert(success, command);
    return new TextDecoder().decode(stdout);
  };
  const text = await run("pdftotext", "-layout", file, "-");
  for (const words of ["A shop, planned", "40,000,000", "Cannot relate Order to Custmer"]) {
    assert(text.includes(words), words);
  }
  // What is wider than the paper is broken, not cut off.
  const boxes = await run("pdftotext", "-bbox", file, "-");
  const width = Number(/<page width="([\d.]+)"/.exec(boxes)![1]);
  const words = [...boxes.matchAll(/xMin="([\d.]+)".* xMax="([\d.]+)"[^>]*>([^<]*)/g)];
  for (const [, left, right, word] of words) {
    assert(Number(left) >= 0 && Number(right) <= width, `${word} stands at ${left} to ${right}`);
  }
  assert(words.length > 100);
  assert.doesNotMatch(text, /Skip to the content/);
  assert.match(await run("pdfinfo", file), /Title: +A shop, planned/);
  if (PICTURES) await run("pdftoppm", "-r", "60", "-png", file, join(PICTURES, "notebook_print"));
});
