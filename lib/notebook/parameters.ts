import { didYouMean } from "../core/suggest.ts";
import { type CodeCell, type JsonValue, type Notebook, tagsOf } from "./notebook.ts";

/** A value that a notebook can be run with. */
export type ParameterValue = JsonValue | bigint;

/** The values that a notebook is run with, by name. */
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** A variable that the cell tagged `parameters` declares. */
export interface DeclaredParameter {
  readonly name: string;
  readonly keyword: "const" | "let" | "var";
  /** What stands behind the colon, or empty. */
  readonly type: string;
  /** The text of its default. */
  readonly value: string;
}

const DECLARATION =
  /^[ \t]*(?:export[ \t]+)?(const|let|var)[ \t]+([\p{ID_Start}$_][\p{ID_Continue}$]*)[ \t]*(?::[ \t]*([^=\n]+?))?[ \t]*=(?![=>])[ \t]*(.*?);?[ \t]*(?:\/\/.*)?$/gmu;

/** The variables that a notebook's cell tagged `parameters` declares, one a line; none without such a cell. */
export function declaredParameters(notebook: Notebook): readonly DeclaredParameter[] {
  const cell = notebook.cells.find((cell) => tagsOf(cell).includes("parameters"));
  return [...(cell?.source ?? "").matchAll(DECLARATION)].map(
    ([, keyword, name, type = "", value]) => ({
      name: name!,
      keyword: keyword as DeclaredParameter["keyword"],
      type,
      value: value!,
    }),
  );
}

type Kind = "string" | "number" | "boolean" | "bigint";

/** What a default's text shows of its kind. */
const LITERALS: readonly (readonly [Kind, RegExp])[] = [
  ["string", /^(?:"[^"]*"|'[^']*'|`[^`]*`)$/],
  ["bigint", /^-?\d[\d_]*n$/],
  ["number", /^-?(?:0x[\da-f_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:e[-+]?\d+)?)$/i],
  ["boolean", /^(?:true|false)$/],
];

function kindOf({ type, value }: DeclaredParameter): Kind | undefined {
  const named = LITERALS.find(([kind]) => kind === type.trim());
  if (named) return named[0];
  // A type of its own, such as a union, may hold more than the default shows.
  return type === "" ? LITERALS.find(([, literal]) => literal.test(value.trim()))?.[0] : undefined;
}

/** How a word of the command line becomes a value of each kind; nothing when it cannot. */
const READERS: Readonly<Record<Kind, (word: string) => ParameterValue | undefined>> = {
  string: (word) => word,
  number: (word) => word.trim() === "" ? undefined : finite(Number(word.replaceAll("_", ""))),
  boolean: (word) => ({ true: true, false: false })[word.toLowerCase()],
  bigint: (word) => /^-?\d+n?$/.test(word) ? BigInt(word.replace("n", "")) : undefined,
};

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/**
 * Reads words such as `rows=1e9` as parameters of a notebook. A value takes the kind of the default that it
 * replaces; where that is not plain, JSON is read as JSON and anything else is text.
 *
 * @throws {SyntaxError} When a word is not `name=value`.
 * @throws {TypeError} When a value is not of its parameter's kind.
 */
export function parseParameters(words: readonly string[], notebook: Notebook): Parameters {
  const declared = new Map(declaredParameters(notebook).map((one) => [one.name, one]));
  return Object.fromEntries(words.map((word) => {
    const match = /^\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=(.*)$/su.exec(word);
    if (!match) {
      throw new SyntaxError(
        `Cannot read ${JSON.stringify(word)} as a parameter: write name=value, such as rows=1e9`,
      );
    }
    const [, name, text] = match;
    return [name!, readWord(text!, { name: name!, declared: declared.get(name!) })];
  }));
}

function readWord(
  word: string,
  { name, declared }: { readonly name: string; readonly declared: DeclaredParameter | undefined },
): ParameterValue {
  const kind = declared && kindOf(declared);
  if (declared === undefined || kind === undefined) return readJson(word);
  const value = READERS[kind](word);
  if (value === undefined) throw mismatch(name, { given: JSON.stringify(word), kind, declared });
  return value;
}

function readJson(word: string): ParameterValue {
  const number = READERS.number(word);
  if (number !== undefined) return number;
  try {
    return JSON.parse(word) as JsonValue;
  } catch {
    return word;
  }
}

function mismatch(
  name: string,
  { given, kind, declared }: {
    readonly given: string;
    readonly kind: Kind;
    readonly declared: DeclaredParameter;
  },
): TypeError {
  return new TypeError(
    `Cannot set the parameter ${name} to ${given}: its default ${declared.value} is a ${kind}`,
  );
}

/**
 * Puts a cell tagged `injected-parameters` behind the cell tagged `parameters`, as papermill does: before all
 * others where there is none, and in the place of the one that an earlier run put there.
 *
 * @throws {RangeError} When the notebook declares parameters, and not this one.
 * @throws {TypeError} When a value is not of the kind of the default that it replaces.
 */
export function injectParameters(notebook: Notebook, parameters: Parameters): Notebook {
  if (Object.keys(parameters).length === 0) return notebook;
  const declared = declaredParameters(notebook);
  for (const [name, value] of Object.entries(parameters)) check(name, { value, declared });
  const cells = notebook.cells.filter((cell) => !tagsOf(cell).includes("injected-parameters"));
  const after = cells.findIndex((cell) => tagsOf(cell).includes("parameters"));
  const injected: CodeCell = {
    cell_type: "code",
    id: "injected-parameters",
    metadata: { tags: ["injected-parameters"] },
    source: printParameters(parameters, declared),
    execution_count: null,
    outputs: [],
  };
  return { ...notebook, cells: cells.toSpliced(after + 1, 0, injected) };
}

function check(
  name: string,
  { value, declared }: {
    readonly value: ParameterValue;
    readonly declared: readonly DeclaredParameter[];
  },
): void {
  if (declared.length === 0) return;
  const found = declared.find((one) => one.name === name);
  if (found === undefined) {
    const names = declared.map((one) => one.name);
    throw new RangeError(
      `Cannot set the parameter ${name}: the notebook declares no such parameter${
        didYouMean(name, names)
      }`,
    );
  }
  const kind = kindOf(found);
  if (kind !== undefined && typeof value !== kind) {
    throw mismatch(name, { given: printValue(value), kind, declared: found });
  }
}

function printParameters(
  parameters: Parameters,
  declared: readonly DeclaredParameter[],
): string {
  const lines = Object.entries(parameters).map(([name, value]) => {
    const found = declared.find((one) => one.name === name);
    // The kernel lets a name be declared again only with the same word.
    const type = found?.type ? `: ${found.type}` : "";
    return `${found?.keyword ?? "const"} ${name}${type} = ${printValue(value)};`;
  });
  return ["// Parameters", ...lines].join("\n");
}

function printValue(value: ParameterValue): string {
  return typeof value === "bigint" ? `${value}n` : JSON.stringify(value);
}
