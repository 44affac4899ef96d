import { figure } from "../../core/figure.ts";
import type { Column } from "../../schema/schema.ts";
import { eachTable, type LintRule, pathOf } from "../rule.ts";

/** Rules about how rows lie on disk. */
export const storageRules: readonly LintRule[] = [
  {
    code: "table-inheritance",
    severity: "warning",
    applies: "postgresql",
    what: "No table inherits from another.",
    why:
      "Keys and foreign keys do not reach the inheriting tables; partitions do what it was made for.",
    fix: "Use declarative partitions, or a table a subtype with a foreign key to the supertype.",
    source: "PostgreSQL wiki, Don't Do This: table inheritance",
    judge: eachTable(function* (table) {
      if (!table.inherits?.length) return;
      const parents = table.inherits.map(({ name }) => name).join(", ");
      yield { where: pathOf(table), what: `${table.name} inherits from ${parents}.` };
    }),
  },
  {
    code: "alignment-padding",
    severity: "advice",
    applies: "postgresql",
    what: "The order of columns wastes no padding.",
    why:
      "Each fixed column starts at a multiple of its alignment; small ones between large ones leave gaps in every row.",
    fix: "Order new tables by alignment: eight bytes, four, two, one, then texts.",
    source: "PostgreSQL manual, section 66.6 and pg_type.typalign",
    judge: eachTable(function* (table, context) {
      const fixed = table.columns.map(layoutOf);
      const now = packed(fixed);
      const best = packed([...fixed].sort((a, b) => b.align - a.align || b.length - a.length));
      const waste = now - best;
      if (waste < 8) return;
      const entity = context.entityOf(table);
      const rows = entity?.volume.rows?.value;
      const perRow = figure(waste, "bytes", {
        tag: fixed.some(({ length }) => length === 0) ? "estimated" : "exact",
        evidence: {
          text: `Padding a row: ${now} bytes in this order, ${best} when ordered by alignment.`,
          source: "PostgreSQL manual, section 66.6",
        },
      });
      yield {
        where: pathOf(table),
        what: `${table.name} wastes ${waste} bytes a row on padding.`,
        figures: [
          perRow,
          ...(rows === undefined ? [] : [
            figure(rows * waste, "bytes", {
              evidence: {
                text: "Padding a row times the rows declared.",
                source: `${entity!.name}.rows`,
                inputs: [perRow],
              },
            }),
          ]),
        ],
      };
    }),
  },
  {
    code: "always-toasted",
    severity: "advice",
    applies: "postgresql",
    what: "The row of a table fits in a quarter of a page.",
    why:
      "Wider rows are compressed or moved out of line: each read of the wide columns reads a second table.",
    fix: "Move the wide columns to a table of their own if most queries do not read them.",
    source: "PostgreSQL manual, section 66.2",
    judge: eachTable(function* (table, context) {
      const widths = table.columns.map((column) =>
        context.attributeOf(table, column)?.distribution?.width ?? layoutOf(column).length
      );
      const width = widths.reduce((sum, bytes) => sum + bytes, 0);
      if (width <= 2032) return;
      yield {
        where: pathOf(table),
        what: `A row of ${table.name} is wider than a quarter of a page.`,
        figures: [
          figure(width, "bytes", {
            tag: "assumed",
            evidence: {
              text: "The declared mean widths of its columns, added up.",
              source: `${context.entityOf(table)?.name ?? table.name}.width`,
            },
          }),
        ],
      };
    }),
  },
];

interface Layout {
  readonly align: number;
  /** Bytes; 0 for a type whose values differ in length. */
  readonly length: number;
}

// From pg_type.typlen and pg_type.typalign.
const FIXED: readonly (readonly [RegExp, Layout])[] = [
  [/^(bigint|double precision|money|timestamp.*|time without time zone|time)$/, {
    align: 8,
    length: 8,
  }],
  [/^interval/, { align: 8, length: 16 }],
  [/^(integer|real|date|oid)$/, { align: 4, length: 4 }],
  [/^smallint$/, { align: 2, length: 2 }],
  [/^boolean$/, { align: 1, length: 1 }],
  [/^uuid$/, { align: 1, length: 16 }],
];

// A short value of varying length has a header of one byte and no alignment.
const VARYING: Layout = { align: 0, length: 0 };

function layoutOf({ type }: Column): Layout {
  return FIXED.find(([pattern]) => pattern.test(type))?.[1] ?? VARYING;
}

function packed(columns: readonly Layout[]): number {
  let offset = 0;
  for (const { align, length } of columns) {
    if (align > 1) offset = Math.ceil(offset / align) * align;
    // A varying column leaves the offset anywhere: half of the next alignment is lost on average,
    // which both orders share, so that it is left out.
    offset += length;
  }
  return offset;
}
