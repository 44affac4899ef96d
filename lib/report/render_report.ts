import { writeFilesAtomic } from "../core/atomic_file.ts";
import { freeze } from "../core/freeze.ts";
import type { Plan } from "../plan/plan.ts";

/** The files of a plan, by name. */
export interface ReportFiles {
  /** One page that needs nothing else: no network, no script. */
  readonly "report.html": string;
  /** The same for a terminal or a repository. */
  readonly "report.md": string;
  /** The whole plan as data. */
  readonly "plan.json": string;
  /** The statements that make the schema on an empty database. */
  readonly "schema.sql": string;
  /** The model's diagram. */
  readonly "diagram.svg": string;
  /** Indexes to build beside those of the schema, in order, where the planner was asked. */
  readonly "indexes.sql"?: string;
}

/**
 * Makes the files of a plan: a page, its Markdown twin, the data, the schema and the diagram. The same plan
 * gives the same bytes.
 *
 * @param plan What `plan()` made.
 * @returns The content of each file, by its name.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, plan, renderReport, t } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: t.bigint().identity().key(), placedAt: t.timestamptz() });
 * const files = await renderReport(await plan(shop));
 * assert.match(files["report.html"], /^<!doctype html>/);
 * assert.match(files["schema.sql"], /CREATE TABLE/);
 * ```
 */
export async function renderReport(plan: Plan): Promise<ReportFiles> {
  const [{ drawPictures }, { renderHtml }, { renderMarkdown }] = await Promise.all([
    import("./pictures.ts"),
    import("./render_html.ts"),
    import("./render_markdown.ts"),
  ]);
  const pictures = await drawPictures(plan);
  return freeze({
    "report.html": renderHtml(plan, pictures),
    "report.md": renderMarkdown(plan, pictures),
    "plan.json": planJson(plan),
    "schema.sql": plan.statements.map((sql) => `${sql};\n`).join("\n"),
    ...plan.files,
    "diagram.svg": pictures.diagram.svg,
  });
}

/**
 * Writes the files of a plan into a folder: all of them, or none when one cannot be written.
 *
 * @param plan What `plan()` made.
 * @param folder Where they go; made when it is missing.
 * @returns The files as they were written.
 * @throws {Deno.errors.PermissionDenied} When the folder may not be written to.
 */
export async function writeReport(plan: Plan, folder: string): Promise<ReportFiles> {
  const files = await renderReport(plan);
  await writeFilesAtomic(folder, { ...files });
  return files;
}

/** A line for each part of the plan and for each element of a part: it compares and searches by line. */
function planJson(plan: Plan): string {
  const parts = Object.entries(plan).map(([name, value]) => {
    const text = Array.isArray(value) && value.length > 0
      ? `[\n${value.map((element) => JSON.stringify(element)).join(",\n")}\n]`
      : JSON.stringify(value);
    return `${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${parts.join(",\n")}\n}\n`;
}
