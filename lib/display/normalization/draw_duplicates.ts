import { escapeMarkdown } from "../../core/escape.ts";
import { formatNumber } from "../../core/format.ts";
import { type TableData, valueAt } from "../../normalize/input/table_data.ts";
import { formatDependency, type FunctionalDependency } from "../../normalize/relation.ts";
import { noSuchAttribute } from "../../normalize/scheme.ts";
import { oneLine } from "../one_line.ts";
import { STYLE } from "../style.ts";
import { svgDocument } from "../svg_document.ts";
import { round, svgText } from "../svg_text.ts";
import { textWidth } from "../text_width.ts";
import { type RelationPicture, relationPicture } from "./relation_picture.ts";

/** Which rows are drawn. */
export interface DuplicatesOptions {
  /** The most rows, from 2. Defaults to 10. */
  readonly rows?: number;
  /** The most columns beside those of the dependency. Defaults to 3. */
  readonly others?: number;
}

const SIZE = 13;
const ROW = 25;
const MARGIN = 16;
const LONGEST = 22;

/**
 * Shows in the user's own rows what a dependency costs: cells that repeat what another row says already,
 * shaded; where the dependency is broken, the cells that contradict, framed. Rows are taken from the groups
 * that repeat most.
 *
 * @throws {RangeError} When the table lacks a column of the dependency.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { duplicatedCells, tableFromObjects } from "@groundplan/groundplan";
 *
 * const table = tableFromObjects([
 *   { zip: "89073", city: "Ulm" }, { zip: "89073", city: "Ulm" }, { zip: "10115", city: "Berlin" },
 * ]);
 * const { alt } = duplicatedCells(table, { determinant: ["zip"], dependent: ["city"] });
 * assert.match(alt, /1 of 3 rows repeats/);
 * ```
 */
export function duplicatedCells(
  table: TableData,
  dependency: FunctionalDependency,
  options: DuplicatesOptions = {},
): RelationPicture {
  const { rows = 10, others = 3 } = options;
  const names = table.columns.map(({ name }) => name);
  const place = (name: string) => {
    const at = names.indexOf(name);
    if (at < 0) throw noSuchAttribute(name, { name: table.name, attributes: names });
    return at;
  };
  const left = dependency.determinant.map(place);
  const right = dependency.dependent.map(place).filter((at) => !left.includes(at));
  const rest = names.map((_, at) => at).filter((at) => !left.includes(at) && !right.includes(at));
  const shownColumns = [...left, ...right, ...rest.slice(0, others)];
  const groups = groupsOf(table, left);
  const repeats = groups.reduce((sum, group) => sum + group.length - 1, 0);
  const broken = groups.filter((group) => contradicts(table, group, right));
  const picked = pick([...broken.map((group) => disputed(table, group, right)), ...groups], rows);
  const marks = new Map<string, Mark>();
  for (const group of picked) {
    const [first, ...copies] = group;
    for (const column of right) {
      for (const row of copies) {
        const same =
          valueAt(table.columns[column]!, row) === valueAt(table.columns[column]!, first!);
        marks.set(`${row} ${column}`, same ? "copy" : "contradiction");
      }
    }
  }
  const shown = formatDependency(dependency);
  const alt = `${table.name}: ${formatNumber(repeats)} of ${formatNumber(table.rows)} rows ` +
    `${repeats === 1 ? "repeats" : "repeat"} what ${shown} says already` +
    (broken.length === 0
      ? ""
      : `, and ${formatNumber(broken.length)} group${broken.length === 1 ? "" : "s"} ${
        broken.length === 1 ? "contradicts" : "contradict"
      } itself`);
  const listed = picked.flat();
  const cell = (row: number, column: number) => valueAt(table.columns[column]!, row) ?? "–";
  const marked = (row: number, column: number) => {
    const mark = marks.get(`${row} ${column}`);
    return cell(row, column) + (mark === "copy" ? " ″" : mark === "contradiction" ? " ✖" : "");
  };
  const grid = listed.map((row) => [`${row + 1}`, ...shownColumns.map((at) => marked(row, at))]);
  const head = ["row", ...shownColumns.map((at) => names[at]!)];
  return relationPicture({
    alt,
    svg: gridSvg({
      head,
      cells: listed.map((row) => [`${row + 1}`, ...shownColumns.map((at) => cell(row, at))]),
      marks: listed.map((
        row,
      ) => [undefined, ...shownColumns.map((at) => marks.get(`${row} ${at}`))]),
      breaks: picked.map((group) => group.length),
      alt,
    }),
    text: [alt, "", ...[head, ...grid].map((line) => line.join("  ")), "", LEGEND].join("\n"),
    markdown: [
      `**${escapeMarkdown(alt)}**`,
      "",
      ...[head, head.map(() => "---"), ...grid].map((line, at) =>
        `| ${line.map((one) => at === 1 ? one : escapeMarkdown(oneLine(one, 60))).join(" | ")} |`
      ),
      "",
      LEGEND,
      "",
    ].join("\n"),
  });
}

const LEGEND = "″ says again what a row above says; ✖ contradicts it";

type Mark = "copy" | "contradiction";

/** Rows that agree on the left side, the largest groups first. */
function groupsOf(table: TableData, left: readonly number[]): number[][] {
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  const key = (row: number) => left.map((at) => table.columns[at]!.codes[row]).join();
  return [...Map.groupBy(rows, key).values()].filter(({ length }) => length > 1)
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}

function contradicts(
  table: TableData,
  group: readonly number[],
  right: readonly number[],
): boolean {
  return right.some((at) => {
    const { codes } = table.columns[at]!;
    return group.some((row) => codes[row] !== codes[group[0]!]);
  });
}

// The commonest first, then what contradicts it, then the copies.
function disputed(
  table: TableData,
  group: readonly number[],
  right: readonly number[],
): number[] {
  const said = (row: number) => right.map((at) => table.columns[at]!.codes[row]).join();
  const [commonest, ...others] = [...Map.groupBy(group, said).values()]
    .sort((a, b) => b.length - a.length);
  const [first, ...copies] = commonest!;
  return [first!, ...others.flat(), ...copies];
}

// A few rows of each of a few groups say more than many of one.
function pick(groups: readonly (readonly number[])[], rows: number): number[][] {
  const byFirst = new Map<number, readonly number[]>();
  for (const group of groups) {
    const first = group.reduce((a, b) => Math.min(a, b));
    if (!byFirst.has(first)) byFirst.set(first, group);
  }
  const chosen = [...byFirst.values()].slice(0, Math.max(1, Math.floor(rows / 3)));
  const each = Math.max(2, Math.floor(rows / Math.max(1, chosen.length)));
  return chosen.map((group) => group.slice(0, each));
}

interface Grid {
  readonly head: readonly string[];
  readonly cells: readonly (readonly string[])[];
  readonly marks: readonly (readonly (Mark | undefined)[])[];
  /** Rows of each group. */
  readonly breaks: readonly number[];
  readonly alt: string;
}

function gridSvg({ head, cells, marks, breaks, alt }: Grid): string {
  const widths = head.map((name, at) =>
    Math.max(
      textWidth(oneLine(name, LONGEST), { size: SIZE, bold: true }),
      ...cells.map((row) => textWidth(oneLine(row[at]!, LONGEST), { size: SIZE })),
    ) + 20
  );
  const lefts = widths.map((_, at) => MARGIN + widths.slice(0, at).reduce((a, b) => a + b, 0));
  const total = widths.reduce((a, b) => a + b, 0);
  const parts = [
    `<rect x="${MARGIN}" y="${MARGIN}" width="${
      round(total)
    }" height="${ROW}" fill="${STYLE.head}"/>`,
    ...head.map((name, at) =>
      svgText(oneLine(name, LONGEST), {
        x: lefts[at]! + 10,
        y: MARGIN + 17,
        size: SIZE,
        bold: true,
        color: at === 0 ? STYLE.dim : STYLE.ink,
      })
    ),
  ];
  cells.forEach((row, number) => {
    const y = MARGIN + ROW * (number + 1);
    row.forEach((text, at) => {
      const mark = marks[number]![at];
      if (mark === "copy") {
        parts.push(
          `<rect x="${round(lefts[at]! + 2)}" y="${y + 2}" width="${round(widths[at]! - 4)}" ` +
            `height="${ROW - 4}" fill="${STYLE.headAssociative}"/>`,
        );
      }
      if (mark === "contradiction") {
        parts.push(
          `<rect x="${round(lefts[at]! + 2)}" y="${y + 2}" width="${round(widths[at]! - 4)}" ` +
            `height="${ROW - 4}" fill="none" stroke="${STYLE.ink}" stroke-width="2"/>`,
        );
      }
      parts.push(svgText(oneLine(text, LONGEST), {
        x: lefts[at]! + 10,
        y: y + 17,
        size: SIZE,
        color: at === 0 || mark === "copy" ? STYLE.dim : STYLE.ink,
        ...(mark === "contradiction" ? { bold: true } : {}),
      }));
    });
  });
  let line = MARGIN + ROW;
  for (const size of breaks) {
    parts.push(`<path d="M${MARGIN} ${line}h${round(total)}" stroke="${STYLE.rule}"/>`);
    line += size * ROW;
  }
  parts.push(`<path d="M${MARGIN} ${line}h${round(total)}" stroke="${STYLE.rule}"/>`);
  const legend = "shaded: says again what a row above says · framed: contradicts it";
  parts.push(svgText(legend, { x: MARGIN, y: line + 22, size: 12, color: STYLE.dim }));
  return svgDocument(parts.join(""), {
    width: Math.max(total, textWidth(legend, { size: 12 })) + 2 * MARGIN,
    height: line + 22 + MARGIN,
    alt,
  });
}
