import type { MimeBundle } from "../core/displayable.ts";
import { escapeXml, markdownBlock, markdownCode } from "../core/escape.ts";

/** Files of a load tool, and what was assumed in them. */
export interface LoadFiles {
  /** Contents by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** What was assumed. */
  readonly assumed: readonly string[];
}

/** Draws files as they are, each under its name. */
export function drawLoadFiles({ files, assumed }: LoadFiles): MimeBundle {
  const entries = Object.entries(files);
  const note = assumed.length > 0 ? `Assumed: ${assumed.join("; ")}.` : "";
  const html = entries.map(([name, text]) =>
    `<figcaption><code>${escapeXml(name)}</code></figcaption><pre style="text-align:left;` +
    `overflow:auto"><code>${escapeXml(text)}</code></pre>`
  );
  return {
    "text/plain": [...entries.map(([name, text]) => `${name}\n${text}`), note].join("\n"),
    "text/markdown": [
      ...entries.map(([name, text]) =>
        `${markdownCode(name)}\n\n${markdownBlock(text, languageOf(name))}`
      ),
      note,
    ].join("\n\n"),
    "text/html": `<figure style="margin:0">${html.join("")}${
      note ? `<p>${escapeXml(note)}</p>` : ""
    }</figure>`,
  };
}

function languageOf(name: string): string {
  return name.endsWith(".js") ? "js" : name.endsWith(".sh") ? "sh" : "sql";
}
