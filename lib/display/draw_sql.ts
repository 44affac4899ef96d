import type { MimeBundle } from "../core/displayable.ts";
import { escapeXml, markdownBlock } from "../core/escape.ts";

/** What stands beside a SQL text. */
export interface DrawSqlOptions {
  /** Stands above the text. */
  readonly caption?: string;
}

/** Draws statements of SQL as they are, in letters of one width. */
export function drawSql(sql: string, { caption }: DrawSqlOptions = {}): MimeBundle {
  const title = caption === undefined ? "" : `<figcaption>${escapeXml(caption)}</figcaption>`;
  const code = `<pre style="text-align:left;overflow:auto"><code>${escapeXml(sql)}</code></pre>`;
  return {
    "text/plain": sql,
    "text/markdown": markdownBlock(sql, "sql"),
    "text/html": `<figure style="margin:0">${title}${code}</figure>`,
  };
}
