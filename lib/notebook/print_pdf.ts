import { join } from "node:path";
import process from "node:process";
import type { Notebook } from "./notebook.ts";
import { renderNotebook, type RenderNotebookOptions } from "./render_notebook.ts";
import { TIME_IS_UP, within } from "./time_limit.ts";

/** How a PDF is made. */
export interface PrintPdfOptions {
  /** The browser: Chromium or one made of it. Defaults to the first one that is found. */
  readonly chromium?: string;
  /** How long it may take, in milliseconds. Defaults to 60,000. */
  readonly timeout?: number;
}

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "brave-browser",
];

const PLACES = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

// Nothing is fetched but the page that is printed.
const FLAGS = [
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-pdf-header-footer",
];

/**
 * The path of a Chromium on this machine, if there is one.
 *
 * @param path The folders where commands are looked for first. Defaults to the variable PATH.
 */
export function findChromium(path: string = Deno.env.get("PATH") ?? ""): string | undefined {
  const folders = path.split(Deno.build.os === "windows" ? ";" : ":");
  const candidates = [
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...PLACES,
  ];
  return candidates.find(isFile);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/**
 * The path of a Chromium on this machine.
 *
 * @param chromium The one that is wanted. Defaults to the first one that is found.
 * @throws {Deno.errors.NotFound} When there is none.
 */
export function requireChromium(chromium: string | undefined = findChromium()): string {
  if (chromium !== undefined && isFile(chromium)) return chromium;
  if (chromium !== undefined) {
    throw new Deno.errors.NotFound(`Cannot make a PDF: there is no ${chromium}`);
  }
  throw new Deno.errors.NotFound(
    "Cannot make a PDF: there is no Chromium, Chrome or Edge on this machine; " +
      "install one (Debian: apt install chromium), or publish HTML and print it from a browser",
  );
}

/**
 * Prints a page of HTML as a PDF with Chromium.
 *
 * @throws {Deno.errors.NotFound} When there is no Chromium.
 * @throws {Error} When it fails or takes too long; the message holds its last words.
 */
export async function printPdf(
  html: string,
  options: PrintPdfOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const chromium = requireChromium(options.chromium);
  const folder = await Deno.makeTempDir({ prefix: "groundplan-pdf-" });
  try {
    const page = join(folder, "page.html");
    const pdf = join(folder, "page.pdf");
    await Deno.writeTextFile(page, html);
    await run(chromium, {
      args: [
        ...FLAGS,
        // The browser's own sandbox does not work for root, and the page runs no script.
        ...(Deno.build.os === "linux" && Deno.uid() === 0 ? ["--no-sandbox"] : []),
        `--user-data-dir=${join(folder, "profile")}`,
        `--print-to-pdf=${pdf}`,
        `file://${page}`,
      ],
      timeout: options.timeout ?? 60_000,
    });
    return withoutTimes(await Deno.readFile(pdf));
  } finally {
    await Deno.remove(folder, { recursive: true }).catch(() => {});
  }
}

/**
 * Publishes a notebook as a PDF: its HTML page, printed by Chromium.
 *
 * Needs the permissions to run Chromium and to write to the temporary folder.
 *
 * @throws {Deno.errors.NotFound} When there is no Chromium.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { notebookToPdf } from "@groundplan/groundplan";
 *
 * const empty = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] } as const;
 * await assert.rejects(notebookToPdf(empty, { chromium: "/nowhere/chromium" }), /nowhere/);
 * ```
 */
export async function notebookToPdf(
  notebook: Notebook,
  options: RenderNotebookOptions & PrintPdfOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return await printPdf(await renderNotebook(notebook, options), options);
}

async function run(
  command: string,
  { args, timeout }: { readonly args: string[]; readonly timeout: number },
): Promise<void> {
  const child = new Deno.Command(command, {
    args,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
    detached: true,
  }).spawn();
  const output = child.output();
  const result = await within(output, timeout);
  if (result === TIME_IS_UP) {
    killGroup(child);
    await output;
    throw new Error(`Cannot make a PDF: ${command} took longer than ${timeout / 1000} s`);
  }
  if (result.success) return;
  const words = new TextDecoder().decode(result.stderr).trim().split("\n").slice(-3).join("\n");
  throw new Error(`Cannot make a PDF: ${command} ended with code ${result.code}: ${words}`);
}

function killGroup(child: Deno.ChildProcess): void {
  if (Deno.build.os === "windows") child.kill("SIGKILL");
  else process.kill(-child.pid, "SIGKILL");
}

// The only thing in the file that differs from run to run; its length may not change.
function withoutTimes(pdf: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const text = new TextDecoder("latin1").decode(pdf);
  for (const match of text.matchAll(/\/(?:CreationDate|ModDate) \(D:(\d{14})/g)) {
    const start = match.index + match[0].length - 14;
    pdf.set(new TextEncoder().encode("20000101000000"), start);
  }
  return pdf;
}
