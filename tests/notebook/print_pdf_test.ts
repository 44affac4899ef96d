import assert from "node:assert/strict";
import { join } from "node:path";
import { findChromium, printPdf } from "../../lib/notebook/print_pdf.ts";
import { isRunning } from "./running_processes.ts";

Deno.test("findChromium() finds a browser on the path, and no folder of its name", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(join(folder, "chromium"));
    await Deno.writeTextFile(join(folder, "google-chrome"), "");
    assert.equal(findChromium(`/nowhere:${folder}`), join(folder, "google-chrome"));
    await assert.rejects(
      printPdf("<p>", { chromium: join(folder, "chromium") }),
      (error) =>
        error instanceof Deno.errors.NotFound && /there is no .*chromium$/.test(error.message),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("where there is no browser, the error says what to do", async () => {
  const script = `
    import { requireChromium } from ${
    JSON.stringify(import.meta.resolve("../../lib/notebook/print_pdf.ts"))
  };
    try { requireChromium(); } catch (error) { console.log(error.name, error.message); }`;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", script],
    env: { PATH: "/nowhere" },
  }).output();
  assert.match(
    new TextDecoder().decode(stdout),
    /^NotFound Cannot make a PDF: there is no Chromium.*install one.*publish HTML/,
  );
});

Deno.test("printPdf() says what the browser said, and ends one that takes too long", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const script = async (name: string, text: string) => {
      const file = join(folder, name);
      await Deno.writeTextFile(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
      return file;
    };
    const failing = await script("failing", "echo it is broken >&2; exit 3");
    await assert.rejects(printPdf("<p>", { chromium: failing }), /code 3: it is broken/);
    const slow = await script("slow", 'sleep 60 & echo $! > "$0.pid"; wait');
    await assert.rejects(printPdf("<p>", { chromium: slow, timeout: 300 }), /longer than 0.3 s/);
    assert(!await isRunning(Number(await Deno.readTextFile(`${slow}.pid`))));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
