/**
 * Reports of plans in a real Chromium: they run nothing, ask for nothing, print whole, and can be read by
 * everyone.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type PageName, pageOf } from "../report/page.ts";
import { inBrowser } from "./in_browser.ts";

/** Where the pictures of pages go, to be looked at. */
const PICTURES = Deno.env.get("GROUNDPLAN_PICTURES");
const REPORTS: readonly PageName[] = ["shop", "saas", "sensors", "hostile", "empty"];

interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Requests, words on the console, dialogs and errors: there shall be none. */
  readonly noise: readonly string[];
}

async function visit(
  browser: Browser,
  { folder, html, context = {} }: { folder: string; html: string; context?: BrowserContextOptions },
): Promise<Visit> {
  const file = join(folder, `${crypto.randomUUID()}.html`);
  await Deno.writeTextFile(file, html);
  const address = pathToFileURL(file).href;
  const made = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...context });
  const page = await made.newPage();
  const noise: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith("data:")) noise.push(url);
  });
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(String(error)));
  page.on("dialog", (dialog) => {
    noise.push(dialog.message());
    return dialog.dismiss();
  });
  await page.goto(address, { waitUntil: "load" });
  return { page, noise, [Symbol.asyncDispose]: () => made.close() };
}

async function htmlOf(name: PageName): Promise<string> {
  return (await pageOf(name)).files["report.html"];
}

const CONTEXTS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  narrow: { colorScheme: "light", viewport: { width: 360, height: 740 } },
  "narrow-dark": { colorScheme: "dark", viewport: { width: 700, height: 900 } },
  still: { javaScriptEnabled: false },
};

inBrowser(
  "reports are quiet, fit their window and draw their pictures",
  async (browser, folder) => {
    for (const report of REPORTS) {
      const html = await htmlOf(report);
      for (const [name, context] of Object.entries(CONTEXTS)) {
        await using visited = await visit(browser, { folder, html, context });
        const { page, noise } = visited;
        assert.deepEqual(noise, [], `${report} ${name}`);
        if (PICTURES) {
          const path = join(PICTURES, `report_${report}_${name}.png`);
          await page.screenshot({
            path,
            clip: { x: 0, y: 0, width: 1400, height: 3000 },
            fullPage: true,
          });
        }
        if (name === "still") continue;
        const { drawn, overflow } = await page.evaluate(() => ({
          drawn: [...document.images].every((image) => image.complete && image.naturalWidth > 0),
          overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        }));
        assert.ok(drawn, `${report} ${name}: a picture is not drawn`);
        assert.ok(overflow <= 0, `${report} ${name}: ${overflow} pixels too wide`);
      }
    }
  },
);

/** A text with less contrast than WCAG 2.2, criterion 1.4.3 asks for. */
interface FaintText {
  readonly text: string;
  readonly contrast: number;
  readonly needed: number;
}

/** Measures each text that is seen: relative luminance as WCAG 2.2 defines it. */
function faintTexts(page: Page): Promise<readonly FaintText[]> {
  return page.evaluate(() => {
    type Colour = readonly [number, number, number, number];
    const parse = (text: string): Colour => {
      const [r = 0, g = 0, b = 0, a = 1] = text.match(/[\d.]+/g)!.map(Number);
      return text.startsWith("color(") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
    };
    const over = (front: Colour, back: Colour): Colour => {
      const mix = (at: 0 | 1 | 2) => front[at] * front[3] + back[at] * (1 - front[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    const luminance = ([r, g, b]: Colour) => {
      const [x, y, z] = [r, g, b].map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * x! + 0.7152 * y! + 0.0722 * z!;
    };
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const paperOf = (element: Element | null): Colour => {
      if (!element) return dark ? [18, 18, 18, 1] : [255, 255, 255, 1];
      const own = parse(getComputedStyle(element).backgroundColor);
      return own[3] === 1 ? own : over(own, paperOf(element.parentElement));
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!;
      if (!node.textContent!.trim() || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      const paper = paperOf(element);
      const [high, low] = [luminance(over(parse(style.color), paper)), luminance(paper)]
        .sort((a, b) => b - a);
      const contrast = (high! + 0.05) / (low! + 0.05);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const needed = large ? 3 : 4.5;
      if (contrast < needed) found.push({ text: node.textContent!.slice(0, 60), contrast, needed });
    }
    return found;
  });
}

inBrowser("every text has the contrast that WCAG asks for, light, dark and in print", async (
  browser,
  folder,
) => {
  const html = await htmlOf("saas");
  for (const colorScheme of ["light", "dark"] as const) {
    await using visited = await visit(browser, { folder, html, context: { colorScheme } });
    assert.deepEqual(await faintTexts(visited.page), [], colorScheme);
    await visited.page.emulateMedia({ media: "print" });
    assert.deepEqual(await faintTexts(visited.page), [], `${colorScheme}, in print`);
  }
});

inBrowser("the check of contrast finds what is faint", async (browser, folder) => {
  const html = `<!doctype html><body style="background:#fff"><p style="color:#888">faint</p>
<p style="color:#777;font-size:30px">large</p><p style="color:#000">clear</p>
<div style="background:rgb(0 0 0 / 50%)"><p style="color:#999">on grey</p></div></body>`;
  await using visited = await visit(browser, { folder, html });
  const found = await faintTexts(visited.page);
  assert.deepEqual(found.map(({ text }) => text), ["faint", "on grey"]);
  assert.ok(Math.abs(found[0]!.contrast - 3.54) < 0.01, "as published for #888 on white");
});

inBrowser(
  "a report is read by landmarks and names, and used by keyboard",
  async (browser, folder) => {
    // Scrolling is smooth but for those who asked for less motion.
    const context = { reducedMotion: "reduce" } as const;
    await using visited = await visit(browser, { folder, html: await htmlOf("shop"), context });
    const { page } = visited;
    for (const role of ["main", "banner", "contentinfo"] as const) {
      assert.equal(await page.getByRole(role).count(), 1, role);
    }
    assert.equal(await page.getByRole("navigation", { name: "Contents" }).count(), 1);
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    const alts = await Promise.all(
      (await page.getByRole("img").all()).map((picture) => picture.getAttribute("alt")),
    );
    assert.match(alts[0]!, /diagram of shop/);
    assert.ok(
      alts.every((alt) => alt !== null && alt.length > 20),
      "each picture states what it finds",
    );

    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the plan" });
    assert.ok(await skip.evaluate((link) => document.activeElement === link));
    assert.ok((await skip.boundingBox())!.x >= 0, "it is seen when it has the focus");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "main");

    const links = page.getByRole("navigation", { name: "Contents" }).getByRole("link");
    for (const link of await links.all()) {
      await link.focus();
      const ring = await link.evaluate((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
      });
      assert.ok(ring >= 2, "the focus is seen");
      await page.keyboard.press("Enter");
      const id = (await link.getAttribute("href"))!.slice(1);
      await until(() =>
        page.evaluate((id) => {
          const { top } = document.getElementById(id)!.getBoundingClientRect();
          const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
          return top >= -2 && (top < innerHeight / 2 || end);
        }, id), `${id} comes into view`);
    }
    const code = page.getByRole("region", { name: /^The schema in/ });
    await code.focus();
    await page.keyboard.press("End");
    await until(() => code.evaluate(({ scrollTop }) => scrollTop > 0), "the code scrolls");
  },
);

inBrowser(
  "evidence is two clicks away: from a number to its line, and on to what it rests on",
  async (
    browser,
    folder,
  ) => {
    await using visited = await visit(browser, { folder, html: await htmlOf("saas") });
    const { page } = visited;
    await page.locator(".worst .effect .figure a").first().click();
    const line = page.locator(".evidence-list li:target");
    assert.match((await line.textContent())!, /^\d.* estimated\. The harm of a finding/);
    await line.getByRole("link").first().click();
    assert.match(
      (await page.locator(".evidence-list li:target").textContent())!,
      /the mean of its shares/,
    );
    await page.goBack();
    await line.getByRole("link", { name: /back to the text/ }).click();
    assert.equal(await page.locator(".worst .figure:target").count(), 1);
  },
);

inBrowser("a narrow window folds the contents and scrolls tables by themselves", async (
  browser,
  folder,
) => {
  const context = { viewport: { width: 360, height: 740 } };
  await using visited = await visit(browser, { folder, html: await htmlOf("shop"), context });
  const { page } = visited;
  const contents = page.getByRole("navigation", { name: "Contents, folded" });
  const first = contents.getByRole("link").first();
  assert.ok(!await first.isVisible());
  await contents.locator("summary").press("Enter");
  assert.ok(await first.isVisible());
  assert.ok(!await page.getByRole("navigation", { name: "Contents", exact: true }).isVisible());
  const table = page.getByRole("region", { name: "The checklist" });
  assert.ok(await table.evaluate((box) => box.scrollWidth > box.clientWidth));
});

inBrowser(
  "nothing that a model holds runs, even without the page's policy",
  async (browser, folder) => {
    const html = await htmlOf("hostile");
    const open = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
    assert.notEqual(open, html);
    await using visited = await visit(browser, { folder, html: open });
    const { page, noise } = visited;
    await page.evaluate(() => {
      for (const element of document.querySelectorAll("main *")) {
        for (const type of ["mouseover", "pointerdown", "focus", "toggle", "error", "load"]) {
          element.dispatchEvent(new Event(type, { bubbles: true }));
        }
      }
    });
    assert.deepEqual(noise, []);
    assert.equal(await page.locator("script, main svg, main img:not(.picture img)").count(), 0);
  },
);

inBrowser("a printed report is whole", async (browser, folder) => {
  for (const report of ["shop", "saas"] as const) {
    const { files, document } = await pageOf(report);
    await using visited = await visit(browser, { folder, html: files["report.html"] });
    const file = join(PICTURES ?? folder, `report_${report}.pdf`);
    await visited.page.pdf({ path: file, preferCSSPageSize: true, format: "A4" });
    const [text, boxes, info] = await Promise.all([
      run("pdftotext", "-layout", file, "-"),
      run("pdftotext", "-bbox", file, "-"),
      run("pdfinfo", file),
    ]);
    assert.ok(Number(/Pages:\s+(\d+)/.exec(info)![1]) >= 5);
    const flat = text.replace(/\s+/g, " ");
    for (const heading of document.querySelectorAll("h1, main h2, main h3")) {
      assert.ok(flat.includes(heading.textContent.trim()), heading.textContent);
    }
    // The end of the longest code is there: nothing is cut off where the screen scrolls.
    for (const code of document.querySelectorAll("main pre")) {
      const last = code.textContent.trim().split("\n").at(-1)!.trim();
      assert.ok(flat.replaceAll(" ", "").includes(last.replaceAll(" ", "").slice(-30)), last);
    }
    const width = Number(/<page width="([\d.]+)"/.exec(boxes)![1]);
    const words = [...boxes.matchAll(/xMin="([\d.]+)".* xMax="([\d.]+)"[^>]*>([^<]*)/g)];
    assert.ok(words.length > 500);
    const outside = words.filter(([, from, to]) => Number(from) < 0 || Number(to) > width);
    assert.deepEqual(outside.map(([, , , word]) => word), []);
  }
});

/** Waits for what takes a moment, such as scrolling. */
async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${what}: not within 5 s`);
}

async function run(command: string, ...args: string[]): Promise<string> {
  const { stdout, success } = await new Deno.Command(command, { args }).output();
  assert.ok(success, command);
  return new TextDecoder().decode(stdout);
}
