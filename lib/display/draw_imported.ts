import { display, type MimeBundle } from "../core/displayable.ts";
import { compareFindings } from "../core/finding.ts";
import type { ImportedSchema, SetAside } from "../sources/import_schema.ts";
import { diagram } from "./diagram.ts";
import { type DataTable, table } from "./table.ts";

/** Draws an imported schema: the diagram of its tables, and what was set aside on the way. */
export async function drawImported(
  { schema, setAside }: Pick<ImportedSchema, "schema" | "setAside">,
): Promise<MimeBundle> {
  const picture = await (await diagram(schema))[display]();
  if (setAside.length === 0) return picture;
  const aside = await asideTable(setAside)[display]();
  const both = (type: string, between: string): string =>
    [picture[type] ?? "", aside[type] ?? ""].join(between);
  return {
    ...picture,
    "text/plain": both("text/plain", "\n\n"),
    "text/markdown": both("text/markdown", "\n\n"),
    "text/html": both("text/html", "\n"),
  };
}

/** One row for each mistake, and one for each kind of what is no part of a schema. */
function asideTable(setAside: readonly SetAside[]): DataTable {
  const groups = Map.groupBy(
    setAside.toSorted((a, b) => compareFindings(asFinding(a), asFinding(b))),
    (one) => one.severity === "error" ? one : `${one.severity} ${one.code} ${one.reason}`,
  );
  const rows = [...groups.values()].map((group) => {
    const [first] = group as [SetAside];
    return {
      severity: first.severity,
      what: first.code,
      statements: group.reduce((sum, { count = 1 }) => sum + count, 0),
      line: first.line ?? "",
      reason: first.reason,
      first: first.statement,
    };
  });
  return table(rows, {
    caption: "Set aside",
    columns: [
      { key: "severity", label: "Severity" },
      { key: "what", label: "What" },
      { key: "statements", label: "Statements" },
      { key: "line", label: "First line", align: "right" },
      { key: "reason", label: "Reason" },
      { key: "first", label: "First statement" },
    ],
  });
}

function asFinding({ severity, code, reason }: SetAside): Parameters<typeof compareFindings>[0] {
  return { severity, code, where: "", what: reason, why: "", fix: "" };
}
