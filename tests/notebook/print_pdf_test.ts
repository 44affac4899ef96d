import assert from "node:assert/strict";
import { join } from "node:path";
import { findChromium, printPdf } from "../../lib/notebook/print_pdf.ts";
import { isRunning } from "./running_processes.ts";

Deno.test("findChromium() finds a browser on the path, and none where there is none", async () => {
  const folder = await Deno.makeTempDir();
  const path = Deno.env.get("PATH")!;
  try {
    Deno.env.set("PATH", folder);
    assert.equal(findChromium(), undefined);
    await assert.rejects(
      printPdf("<p>"),
      (error) =>
        error instanceof Deno.errors.NotFound && /install one.*publish HTML/.test(error.message),
    );
    await Deno.mkdir(join(folder, "chromium"));
    await Deno.writeTextFile(join(folder, "google-chrome"), "");
    assert.equal(findChromium(), join(folder, "google-chrome"));
  } finally {
    Deno.env.set("PATH", path);
    await Deno.remove(folder, { recursive: true });
  }
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
