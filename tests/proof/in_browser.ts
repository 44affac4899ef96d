import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../../lib/notebook/print_pdf.ts";

const PATH = findChromium();
const FLAGS =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
    .split(" ");

/** A proof in a real Chromium of its own, with a folder that is gone afterwards; said where there is none. */
export function inBrowser(
  name: string,
  test: (browser: Browser, folder: string) => Promise<void>,
): void {
  if (PATH === undefined) console.log(`not run, for there is no Chromium: ${name}`);
  Deno.test({
    name,
    ignore: PATH === undefined,
    // Playwright keeps pipes to the browser of its own.
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      const folder = await Deno.makeTempDir({ prefix: "groundplan-page-" });
      const browser = await chromium.launch({ executablePath: PATH!, args: FLAGS });
      try {
        await test(browser, folder);
      } finally {
        await browser.close();
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}
