import { eachColumn, eachTable, type LintRule, pathOf } from "../rule.ts";

/** Rules about columns and what they hold. */
export const columnRules: readonly LintRule[] = [
  {
    code: "too-many-columns",
    severity: "advice",
    applies: "any engine",
    what: "A table has at most 30 columns.",
    why: "Rarely used columns make every row wider, so that fewer rows fit a page and memory.",
    fix: "Move the columns that are rarely read together into a table of their own.",
    source: "Azimutt",
    judge: eachTable(function* (table) {
      if (table.columns.length <= 30) return;
      yield { where: pathOf(table), what: `${table.name} has ${table.columns.length} columns.` };
    }),
  },
  {
    code: "one-column-table",
    severity: "advice",
    applies: "any engine",
    what: "A table has more than one column.",
    why: "It says no more than a check constraint or an enumeration would.",
    fix: "Add what is known of it, or make it an enumeration.",
    source: "SchemaSpy",
    judge: eachTable(function* (table) {
      if (table.columns.length !== 1) return;
      yield { where: pathOf(table), what: `${table.name} has one column only.` };
    }),
  },
  {
    code: "list-in-text",
    severity: "warning",
    applies: "any engine",
    what: "A text holds one value.",
    why:
      "No index finds a value inside a list, no foreign key holds it, and each reader splits it again.",
    fix: "Make it multi-valued: a table of its own, or an array.",
    source: "sqlcheck; Karwin, SQL Antipatterns (2010), chapter 2",
    judge: eachColumn(function* (column, table, context) {
      if (!/^(text|character varying)/.test(column.type) || column.type.endsWith("[]")) return;
      const example = context.attributeOf(table, column)?.example ?? "";
      const named = /(_ids|_list|_csv|^tags|^categories|^keywords)$/i.test(column.name);
      const listed = /^[\w-]+(,\s?[\w-]+){2,}$/.test(example);
      const says = /comma[- ]separated/i.test(column.comment ?? "");
      if (!named && !listed && !says) return;
      const sign = says
        ? "its comment says so"
        : listed
        ? `its example is ${example}`
        : "by its name";
      yield {
        where: pathOf(table, column.name),
        what: `${table.name}.${column.name} seems to hold a list in a text: ${sign}.`,
      };
    }),
  },
  {
    code: "entity-attribute-value",
    severity: "warning",
    applies: "any engine",
    what: "Attributes are columns, not rows of names and values.",
    why:
      "No type, check or foreign key holds a value, and a row takes a join an attribute to read.",
    fix: "Make columns of the attributes that are known, and one jsonb of the rest.",
    source: "sqlcheck; Karwin, SQL Antipatterns (2010), chapter 6",
    judge: eachTable(function* (table) {
      const names = table.columns.map(({ name }) => name.toLowerCase());
      const key = names.find((name) =>
        /^(attribute|attr|property|field|meta_?key)(_?name|_?key)?$/.test(name)
      );
      const value = names.find((name) =>
        /^(attribute|attr|property|field|meta)?_?value$/.test(name)
      );
      if (key === undefined || value === undefined || table.foreignKeys.length === 0) return;
      yield {
        where: pathOf(table),
        what: `${table.name} holds attributes as rows: ${key} names them, ${value} holds them.`,
      };
    }),
  },
  {
    code: "float-for-money",
    severity: "error",
    applies: "any engine",
    what: "Money is exact.",
    why: "Binary fractions cannot hold 0.10: sums differ from the books by cents.",
    fix: "Use numeric(12,2), or whole cents in a bigint.",
    source: "sqlcheck; PostgreSQL manual, section 8.1.3",
    judge: eachColumn(function* (column, table, context) {
      if (!/^(real|double precision)$/.test(column.type)) return;
      const unit = context.attributeOf(table, column)?.unit ?? "";
      if (!MONEY.test(column.name) && !CURRENCY.test(unit)) return;
      yield {
        where: pathOf(table, column.name),
        what: `${table.name}.${column.name} is ${column.type} and seems to hold money.`,
      };
    }),
  },
  {
    code: "timestamp-without-time-zone",
    severity: "warning",
    applies: "postgresql",
    what: "A moment is a timestamptz.",
    why:
      "A timestamp without time zone is no moment: its readers disagree by hours, twice a year by one more.",
    fix:
      "Use timestamptz; keep timestamp for local times that a rule fixes, with the zone beside it.",
    source: "PostgreSQL wiki, Don't Do This: timestamp without time zone",
    judge: typed(/^timestamp(\(\d\))? without time zone$/),
  },
  {
    code: "time-with-time-zone",
    severity: "warning",
    applies: "postgresql",
    what: "No column is a timetz.",
    why: "An offset without a date does not say whether summer time holds.",
    fix: "Use timestamptz, or time with a zone name beside it.",
    source: "PostgreSQL wiki, Don't Do This: timetz",
    judge: typed(/^time(\(\d\))? with time zone$/),
  },
  {
    code: "rounded-timestamp",
    severity: "warning",
    applies: "postgresql",
    what: "No timestamp is cut to whole seconds by its type.",
    why: "The type rounds, so that an event may be stored half a second in the future.",
    fix: "Keep the full precision; cut with date_trunc when reading.",
    source: "PostgreSQL wiki, Don't Do This: timestamp(0)",
    judge: typed(/^timestamp\(0\)/),
  },
  {
    code: "char-type",
    severity: "warning",
    applies: "postgresql",
    what: "No column is a char(n).",
    why: "It pads with blanks, saves nothing, and compares by rules of its own.",
    fix: "Use text, with a check on the length where it matters.",
    source: "PostgreSQL wiki, Don't Do This: char(n); squawk ban-char-field",
    judge: typed(/^(character|char|bpchar)(\(\d+\))?(\[\])?$/),
  },
  {
    code: "arbitrary-length-limit",
    severity: "advice",
    applies: "postgresql",
    what: "A text is limited where a rule of the business limits it.",
    why: "A limit of 255 is nobody's rule: one day a longer value comes and an insert fails.",
    fix:
      "Use text; where a length is a rule, a named check says so and can be changed without a rewrite.",
    source: "PostgreSQL wiki, Don't Do This: varchar(n); squawk prefer-text-field",
    judge: typed(/^character varying\((50|64|100|128|200|250|255|256|500|512|1000|1024)\)$/),
  },
  {
    code: "money-type",
    severity: "warning",
    applies: "postgresql",
    what: "No column is of the type money.",
    why: "Its currency is a setting of the server, and division rounds without a word.",
    fix: "Use numeric with a column for the currency.",
    source: "PostgreSQL wiki, Don't Do This: money",
    judge: typed(/^money$/),
  },
  {
    code: "json-not-jsonb",
    severity: "warning",
    applies: "postgresql",
    what: "Documents are jsonb.",
    why: "json is text that is parsed with each read; it has no equality and no index.",
    fix: "Use jsonb, unless the order of keys or the blanks must be kept.",
    source: "PostgreSQL manual, section 8.14",
    judge: typed(/^json$/),
  },
];

const MONEY =
  /(^|_)(price|amount|cost|total|subtotal|balance|fee|salary|wage|tax|revenue|payment|discount)s?(_|$)/i;
const CURRENCY = /^(usd|eur|gbp|jpy|chf|cny|inr|\$|€|£|¥|cents?|dollars?|euros?)$/i;

function typed(pattern: RegExp): LintRule["judge"] {
  return eachColumn(function* (column, table) {
    if (!pattern.test(column.type)) return;
    yield {
      where: pathOf(table, column.name),
      what: `${table.name}.${column.name} is ${column.type}.`,
    };
  });
}
