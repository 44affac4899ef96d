import { splitTable, type TableRow } from "./split_table.ts";

/** A sentence, a list item, a heading or a table row of a text. */
export interface Passage {
  readonly kind: "sentence" | "item" | "heading" | "row";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The heading above, or the item that this one is indented under. */
  readonly under?: Passage;
  /** A cell of a table that lists facts of what it stands under. */
  readonly facts?: boolean;
  /** A table says of these facts that they may be missing. */
  readonly optional?: boolean;
  /** The first passage of a line or paragraph. */
  readonly first: boolean;
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly indent: number;
}

const HEADING =
  /^\s{0,3}#{1,6}\s+|^(?:Section|Article|Chapter|Part|Clause|Annex|§)\s*\d+(?:\.\d+)*[.:)]?\s+(?=\P{L}*\p{L}[^.;:!?]{0,60}$)/u;
const BULLET =
  /^\s*(?:[-*•+‣–]|\d{1,3}[.)]|\d+(?:\.\d+)+\.?|\(?[a-z]\)|\(\d{1,3}\)|[A-Z]{1,4}-?\d+[.:)])\s+/;
const RULE = /^\s*(?:[-=*_]\s?){3,}\s*$/;
const FENCE = /^\s*(?:```|~~~)/;

/**
 * Splits a text into passages with their places: prose into sentences, lists into items, tables into
 * rows. Code blocks are one passage each.
 */
export function splitText(text: string): readonly Passage[] {
  const passages: Passage[] = [];
  let heading: Passage | undefined;
  let items: { readonly passage: Passage; readonly indent: number }[] = [];
  let paragraph: Line[] = [];
  let rows: TableRow[] = [];
  const flush = () => {
    passages.push(...splitTable(rows, heading));
    rows = [];
    passages.push(
      ...paragraphs(text, paragraph).flatMap(({ start, end }) =>
        sentences(text, { start, end, kind: "sentence", under: heading })
      ),
    );
    paragraph = [];
  };
  for (const line of linesOf(text)) {
    const { text: content, start, indent } = line;
    if (content.trim() === "" || RULE.test(content) || FENCE.test(content)) {
      flush();
      if (content.trim() !== "") items = [];
      continue;
    }
    const marker = HEADING.exec(content) ?? BULLET.exec(content);
    const from = start + (marker?.[0].length ?? 0);
    const end = start + content.trimEnd().length;
    if (HEADING.test(content)) {
      flush();
      items = [];
      heading = passage(text, { start: from, end, kind: "heading", under: undefined, first: true });
      passages.push(heading);
    } else if (marker && !/^\s*-\s*\d+\s*$/.test(content)) {
      flush();
      items = items.filter((item) => item.indent < indent);
      const under = items.at(-1)?.passage ?? heading;
      const own = sentences(text, { start: from, end, kind: "item", under });
      passages.push(...own);
      if (own[0]) items.push({ passage: own[0], indent });
    } else if (/^\s*\|.*\|\s*$/.test(content)) {
      if (rows.length === 0) flush();
      if (!/^[\s|:-]+$/.test(content)) rows.push(tableRow(start, content));
      else if (rows.length === 1) rows = [{ ...rows[0]!, head: true }];
    } else if (items.length > 0 && indent > 0 && paragraph.length === 0) {
      passages.push(
        ...sentences(text, {
          start: start + indent,
          end,
          kind: "item",
          under: items.at(-1)!.passage,
        }),
      );
    } else {
      if (rows.length > 0) flush();
      if (indent === 0) items = [];
      paragraph.push(line);
    }
  }
  flush();
  return passages;
}

function* linesOf(text: string): Generator<Line> {
  for (const match of text.matchAll(/[^\n\r]*(?:\r?\n|\r|$)/g)) {
    const line = match[0].replace(/[\r\n]+$/, "");
    if (match[0] !== "") {
      yield {
        text: line,
        start: match.index,
        indent: /^[ \t]*/.exec(line)![0].replaceAll("\t", "    ").length,
      };
    }
  }
}

/** Lines that belong together: a line that ends a sentence, or that is short and ends in a comma, stands alone. */
function* paragraphsOf(lines: readonly Line[]): Generator<readonly Line[]> {
  let group: Line[] = [];
  for (const line of lines) {
    group.push(line);
    if (
      /[.!?:]["')]?\s*$/.test(line.text) || line.text.trim().length < 30 && /,\s*$/.test(line.text)
    ) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}

function paragraphs(
  _text: string,
  lines: readonly Line[],
): readonly { readonly start: number; readonly end: number }[] {
  return [...paragraphsOf(lines)].map((group) => ({
    start: group[0]!.start,
    end: group.at(-1)!.start + group.at(-1)!.text.length,
  }));
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: Passage["kind"];
  readonly under: Passage | undefined;
}

const ABBREVIATION =
  /(?:^|[\s(])(?<!\d\s?)(?:e\.g|i\.e|etc|mr|mrs|ms|dr|prof|st|no|nr|approx|ca|vs|incl|max|min|resp|fig|sec|inc|ltd|co)\.$/i;
const END = /[.!?…]+["'”’)\]]*(?=\s+["'“‘(\[]?[\p{Lu}\p{N}]|\s*$)|(?<=\p{Ll}[.!?])\s+(?=\d+\.\d)/gu;

function sentences(text: string, { start, end, kind, under }: Span): readonly Passage[] {
  const content = text.slice(start, end);
  const found: Passage[] = [];
  let from = 0;
  const add = (to: number) => {
    const numbering =
      /^\s*(?:(?:[Uu]ser [Ss]tory|[Ss]tory|[Rr]equirement|[Rr]ule|[Ff]eature|[Uu]se [Cc]ase|US|FR|NFR)\s*[#-]?\d+(?:\.\d+)*\s*[:.)–-]\s+)?(?:(?:\d+(?:\.\d+)+\.?|[A-Z]{1,3}-?\d+(?:\.\d+)*[.:)]?)\s+(?=\p{Lu}))?/u
        .exec(
          content.slice(from, to),
        )![0].length;
    const begin = start + from + numbering;
    const stop = start + to -
      (content.slice(from, to).length - content.slice(from, to).trimEnd().length);
    if (stop > begin) {
      found.push(
        passage(text, { start: begin, end: stop, kind, under, first: found.length === 0 }),
      );
    }
    from = to;
  };
  for (const match of content.matchAll(END)) {
    const to = match.index + match[0].length;
    if (to <= from || ABBREVIATION.test(content.slice(from, to)) && to < content.length) continue;
    // "4.1 A vessel": a number with a point is no end.
    if (
      /(?:^|\s)(?:[A-Z]{1,3}-?)?\d+(?:\.\d+)*\.$/.test(content.slice(from, to)) &&
      to < content.length
    ) continue;
    add(to);
  }
  if (from < content.length) add(content.length);
  return found;
}

function passage(
  text: string,
  { start, end, kind, under, first }: Span & { readonly first: boolean },
): Passage {
  return { kind, text: text.slice(start, end), start, end, first, ...(under ? { under } : {}) };
}

function tableRow(start: number, content: string): TableRow {
  const end = start + content.trimEnd().length;
  const inner = /^\s*\|/.exec(content)![0].length;
  const cells = [...content.slice(inner).matchAll(/([^|]*)\|/g)].map(({ 1: cell = "", index }) => {
    const begin = start + inner + index + (cell.length - cell.trimStart().length);
    return { text: cell.trim(), start: begin, end: begin + cell.trim().length };
  });
  return {
    whole: { text: content.trim(), start: end - content.trim().length, end },
    cells,
    head: false,
  };
}
