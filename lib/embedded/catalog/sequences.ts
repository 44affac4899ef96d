import type { QualifiedName, Sequence, SequenceOptions } from "../../schema/schema.ts";
import { type Catalog, isNotOfExtension, isUserNamespace, present, readRows } from "./query.ts";

/** What `pg_sequence` says of one sequence, numbers as text: they outgrow a JavaScript number. */
export interface SequenceRow {
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly cache: string;
  readonly cycle: boolean;
}

/** The keys of {@linkcode SequenceRow} from a `pg_sequence` by the name of `s`, as JSON. */
export const SEQUENCE_JSON =
  `json_build_object('type', format_type(s.seqtypid, null), 'start', s.seqstart::text,
    'increment', s.seqincrement::text, 'minimum', s.seqmin::text, 'maximum', s.seqmax::text,
    'cache', s.seqcache::text, 'cycle', s.seqcycle)`;

const LIMITS: Readonly<Record<string, readonly [low: string, high: string]>> = {
  smallint: ["-32768", "32767"],
  integer: ["-2147483648", "2147483647"],
  bigint: ["-9223372036854775808", "9223372036854775807"],
};

/** The options of a sequence that differ from those it would have had by itself. */
export function sequenceOptions(row: SequenceRow): SequenceOptions {
  const [low, high] = LIMITS[row.type] ?? LIMITS["bigint"]!;
  const descends = row.increment.startsWith("-");
  const minimum = descends ? low : "1";
  const maximum = descends ? "-1" : high;
  const start = descends ? row.maximum : row.minimum;
  const unless = (value: string, usual: string): string | null => value === usual ? null : value;
  return present({
    start: unless(row.start, start),
    increment: unless(row.increment, "1"),
    minimum: unless(row.minimum, minimum),
    maximum: unless(row.maximum, maximum),
    cache: unless(row.cache, "1"),
    cycle: row.cycle,
  });
}

interface Row {
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
  readonly options: SequenceRow;
  readonly ownedBy: (QualifiedName & { readonly column: string }) | null;
}

/** Reads the sequences that no identity column owns. */
export async function readSequences(catalog: Catalog): Promise<Sequence[]> {
  const rows = await readRows<Row>(
    catalog,
    `select n.nspname as schema, c.relname as name, obj_description(c.oid, 'pg_class') as comment,
       ${SEQUENCE_JSON} as options,
       (select json_build_object('schema', tn.nspname, 'name', t.relname, 'column', a.attname)
         from pg_depend d join pg_class t on t.oid = d.refobjid
         join pg_namespace tn on tn.oid = t.relnamespace
         join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
         where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'a'
           and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 limit 1) as "ownedBy"
     from pg_sequence s join pg_class c on c.oid = s.seqrelid
       join pg_namespace n on n.oid = c.relnamespace
     where ${isUserNamespace("n.nspname")} and ${isNotOfExtension("pg_class", "c.oid")}
       and c.relpersistence <> 't'
       and not exists (select from pg_depend i where i.classid = 'pg_class'::regclass
         and i.objid = c.oid and i.deptype = 'i')`,
  );
  return rows.map(({ options, ...row }) =>
    present({ ...row, type: options.type, ...sequenceOptions(options) })
  );
}
