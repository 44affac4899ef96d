import { escapeMarkdown, markdownCode } from "../../core/escape.ts";
import { compareText } from "../../core/finding.ts";
import { oneLine } from "../one_line.ts";
import { wrap } from "../table_text.ts";
import { padColumns, terminalWidth } from "../terminal_width.ts";
import {
  type Box,
  cardinalityLabel,
  type Drawing,
  type Joint,
  type Line,
  type LineEnd,
} from "./drawing.ts";

/** What a drawing's boxes, lines and rows are called, one and many. */
const NOUNS = {
  entities: {
    box: ["entity", "entities"],
    line: ["relationship", "relationships"],
    row: ["attribute", "attributes"],
  },
  tables: {
    box: ["table", "tables"],
    line: ["foreign key", "foreign keys"],
    row: ["column", "columns"],
  },
} as const;

/** How many boxes, lines and groups there are, and which box has the most lines. */
export function summarize(drawing: Drawing): string {
  const { kind, boxes, lines, omitted } = drawing;
  const nouns = NOUNS[kind];
  const parts = (of: Line["kind"]) =>
    new Set(lines.filter((line) => line.kind === of).map(({ part }) => part)).size;
  const splits = parts("specialization");
  const groups = new Set(boxes.flatMap(({ group }) => group ?? [])).size;
  const counts = [
    plural(boxes.filter(({ relationship }) => !relationship).length, nouns.box),
    plural(parts("relationship"), nouns.line),
    ...(splits > 0 ? [plural(splits, ["specialization", "specializations"])] : []),
    ...(groups > 1 ? [plural(groups, ["group", "groups"])] : []),
    ...(omitted.length > 0 ? [`not drawn: ${omitted.join(", ")}`] : []),
  ];
  const hub = mostConnected(drawing);
  return counts.join(", ") +
    (hub ? `; ${oneLine(hub.name, 60)} is the most connected (${hub.degree})` : "");
}

function plural(count: number, [one, many]: readonly [string, string]): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** The box with the most lines, where it has more than any other. */
function mostConnected({ boxes, lines }: Drawing): { name: string; degree: number } | undefined {
  const degrees = new Map<string, number>();
  for (const { from, to } of lines) {
    for (const key of new Set([from.at, to.at])) degrees.set(key, (degrees.get(key) ?? 0) + 1);
  }
  const [first, second] = boxes.map(({ key, name }) => ({ name, degree: degrees.get(key) ?? 0 }))
    .sort((a, b) => b.degree - a.degree);
  return first && second && first.degree > second.degree ? first : undefined;
}

/** More boxes than these are listed by group only. */
const LISTED = 60;
const TEXT_WIDTH = 100;

/**
 * A drawing for a terminal: a line for each box with its keys, then a line for each relationship; of a
 * large one the names by group.
 */
export function diagramText(drawing: Drawing): string {
  const { boxes, lines, title } = drawing;
  const blocks = boxes.length > LISTED
    ? [groupTexts(boxes)]
    : [boxTexts(drawing), lines.length > 0 ? relationTexts(drawing) : []];
  return [
    `${oneLine(title)}: ${summarize(drawing)}`,
    ...blocks.filter((block) => block.length > 0).flatMap((block) => ["", ...block]),
  ].join("\n");
}

function groupTexts(boxes: readonly Box[]): string[] {
  return [...Map.groupBy(boxes, ({ group = "others" }) => group)]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([group, members]) => [
      `${oneLine(group)} (${members.length})`,
      ...wrap(members.map(({ name }) => oneLine(name)).join(", "), TEXT_WIDTH)
        .map((line) => `  ${line}`),
    ]);
}

function boxTexts({ boxes, kind }: Drawing): string[] {
  const names = boxes.map(({ name }) => oneLine(name));
  const wide = Math.min(32, Math.max(0, ...names.map(terminalWidth)));
  const several = new Set(boxes.map(({ group }) => group)).size > 1;
  return boxes.map((box, at) => {
    const words = [
      ...(box.stereotype ? [box.stereotype] : []),
      ...keyTexts(box),
      plural(box.rows.length, NOUNS[kind].row),
      ...(box.note ? [oneLine(box.note)] : []),
      ...(several && box.group !== undefined ? [`in ${oneLine(box.group)}`] : []),
    ];
    return `${padColumns(names[at]!, wide)}  ${words.join(" · ")}`;
  });
}

/** The keys of a box: `PK order, position`, `UK email`. */
function keyTexts({ rows }: Box): string[] {
  const marks = [...new Set(rows.flatMap(({ marks }) => marks))].filter((mark) => mark !== "FK")
    .sort();
  return marks.flatMap((mark) => {
    const names = rows.filter(({ marks }) => marks.includes(mark)).map(({ name }) => oneLine(name));
    return mark === "UK"
      ? names.map((name) => `UK ${name}`)
      : [`${mark.slice(0, 2)} ${names.join(", ")}`];
  });
}

/** Sentences such as `Customer 1 ──< 0..* Order (places)`. */
function relationTexts(drawing: Drawing): string[] {
  const names = new Map(drawing.boxes.map(({ key, name }) => [key, oneLine(name)]));
  const direct = drawing.lines.filter(({ from, to }) => names.has(from.at) && names.has(to.at));
  return [
    ...direct.map((line) => directText(line, names)),
    ...drawing.joints.map((joint) => jointText(joint, drawing.lines, names)),
  ];
}

function directText({ from, to, label, kind }: Line, names: ReadonlyMap<string, string>): string {
  if (kind === "specialization") {
    return `${names.get(from.at)} ──▷ ${names.get(to.at)} (${oneLine(label)})`;
  }
  const many = ({ cardinality }: LineEnd) => cardinality !== undefined && cardinality.max !== 1;
  const shaft = `${many(from) ? ">" : ""}──${many(to) ? "<" : ""}`;
  const number = ({ cardinality }: LineEnd) => cardinality ? cardinalityLabel(cardinality) : "";
  const role = (end: LineEnd) => end.role === undefined ? "" : ` as ${oneLine(end.role)}`;
  const verb = label === "" ? "" : ` (${oneLine(label)})`;
  return `${names.get(from.at)}${role(from)} ${number(from)} ${shaft} ${number(to)} ${
    names.get(to.at)
  }${role(to)}${verb}`;
}

function jointText(
  { key, kind, label }: Joint,
  lines: readonly Line[],
  names: ReadonlyMap<string, string>,
): string {
  const own = lines.filter(({ from, to }) => from.at === key || to.at === key);
  if (kind === "specialization") {
    const supertype = own.find(({ from }) => from.at === key);
    const subtypes = own.filter(({ to }) => to.at === key).map(({ from }) => names.get(from.at));
    return `${supertype ? names.get(supertype.to.at) : "?"} ◁── ${subtypes.join(", ")} (${label})`;
  }
  const ends = own.map(({ from }) =>
    `${names.get(from.at)}${from.role === undefined ? "" : ` as ${oneLine(from.role)}`} ${
      from.cardinality ? cardinalityLabel(from.cardinality) : ""
    }`
  );
  return `◇ ${ends.join(" · ")} (${oneLine(label)})`;
}

/** A drawing as Markdown: a table of the boxes and a list of the relationships. */
export function diagramMarkdown(drawing: Drawing): string {
  const entities = drawing.kind === "entities";
  const rows = drawing.boxes.map((box) => [
    escapeMarkdown(oneLine(box.name)),
    keyTexts(box).map(escapeMarkdown).join("; "),
    String(box.rows.length),
    escapeMarkdown(
      [box.stereotype, box.group, box.note].filter(Boolean).map((word) => oneLine(word!)).join(
        ", ",
      ),
    ),
  ]);
  return [
    `**${escapeMarkdown(oneLine(drawing.title))}**: ${escapeMarkdown(summarize(drawing))}`,
    "",
    `| ${entities ? "Entity" : "Table"} | Keys | ${entities ? "Attributes" : "Columns"} | Notes |`,
    "| --- | --- | ---: | --- |",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
    ...(drawing.lines.length > 0
      ? ["", ...relationTexts(drawing).map((line) => `- ${markdownCode(line)}`)]
      : []),
    "",
  ].join("\n");
}
