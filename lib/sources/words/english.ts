/**
 * The two libraries that know English words: loaded when a text is read, not before.
 *
 * @module
 */
import process from "node:process";
import { freeze } from "../../core/freeze.ts";

/** How a verb stands: what its infinitive is made from. */
export type VerbForm = "PresentTense" | "PastTense" | "Participle" | "Gerund";

/** What the reader of requirements asks of English. */
export interface English {
  /** The library's tags of each word of a sentence; `posts` are the marks behind the words. */
  tags(words: readonly string[], posts: readonly string[]): readonly ReadonlySet<string>[];
  infinitive(verb: string, form: VerbForm): string;
  singular(noun: string): string;
  plural(noun: string): string;
  /** Whether a word may be a verb in the present tense, whatever else it may be. */
  mayBeVerb(word: string): boolean;
}

interface Term {
  readonly text: string;
  readonly normal: string;
  readonly pre: string;
  readonly post: string;
  readonly tags: Set<string> | readonly string[];
}

interface Compromise {
  (sentences: readonly { readonly terms: readonly Term[] }[]): {
    readonly docs: readonly (readonly { readonly tags: Set<string>; readonly text: string }[])[];
  };
  methods(): {
    readonly two: {
      readonly transform: {
        readonly verb: {
          toInfinitive(verb: string, model: unknown, form: VerbForm): string;
        };
      };
    };
  };
  model(): {
    readonly one: { readonly lexicon: Readonly<Record<string, string | readonly string[]>> };
    readonly two: { readonly switches: Readonly<Record<string, string>> };
  };
}

const SINGULARS: Readonly<Record<string, string>> = {
  "staves": "staff",
  "dice": "die",
  "criteria": "criterion",
  "data": "data",
  "media": "media",
  "premises": "premises",
  "goods": "goods",
  "series": "series",
  "species": "species",
  "lens": "lens",
  "canvas": "canvas",
  "business": "business",
  "bus": "bus",
  "gas": "gas",
  "status": "status",
  "campus": "campus",
  "caves": "cave",
  "waves": "wave",
  "sleeves": "sleeve",
  "gloves": "glove",
  "curves": "curve",
  "reserves": "reserve",
  "valves": "valve",
  "hooves": "hoof",
  "axes": "axis",
  "axis": "axis",
  "hepatitis": "hepatitis",
  "tranches": "tranche",
  "bases": "base",
  "basis": "basis",
  "semen": "semen",
  "specimen": "specimen",
  "regimen": "regimen",
  "abdomen": "abdomen",
  "omen": "omen",
  "clothes": "clothes",
  "avalanches": "avalanche",
  "caches": "cache",
  "niches": "niche",
  "quiches": "quiche",
  "creches": "creche",
  "crevasses": "crevasse",
  "oases": "oasis",
  "calories": "calorie",
  "prairies": "prairie",
  "sorties": "sortie",
  "gurus": "guru",
  "stadia": "stadium",
  "aquaria": "aquarium",
  "memoranda": "memorandum",
  "larvae": "larva",
  "antennae": "antenna",
  "formulae": "formula",
  "algae": "alga",
  "matrices": "matrix",
  "waltzes": "waltz",
  "lenses": "lens",
  "canvases": "canvas",
  "syllabuses": "syllabus",
  "thermoses": "thermos",
  "cookies": "cookie",
  "movies": "movie",
  "ties": "tie",
};
const INFINITIVES: Readonly<Record<string, string>> = {
  "worn": "wear",
  "set": "set",
  "done": "do",
  "lain": "lie",
  "run": "run",
};

/** Loads the libraries. */
export async function loadEnglish(): Promise<English> {
  const [{ default: compromise }, { default: pluralize }] = await hideDebugSwitches(() =>
    Promise.all([import("compromise/two"), import("pluralize")])
  );
  const nlp = compromise as unknown as Compromise;
  const model = nlp.model();
  const { toInfinitive } = nlp.methods().two.transform.verb;
  return freeze({
    tags(words: readonly string[], posts: readonly string[]) {
      const terms = words.map((text, at) => ({
        text,
        normal: text.toLowerCase(),
        pre: "",
        post: `${posts[at] ?? ""} `,
        tags: [],
      }));
      const tagged = hideDebugSwitches(() => nlp([{ terms }]).docs.flat());
      // A word that the library took apart makes the places of the others unknown.
      const whole = tagged.length === words.length;
      return words.map((_, at) => whole ? tagged[at]!.tags : new Set<string>());
    },
    infinitive: (verb: string, form: VerbForm) =>
      own(INFINITIVES, verb) ??
        (verb.endsWith("sses") ? verb.slice(0, -2) : toInfinitive(verb, model, form)),
    singular(noun: string) {
      const at = noun.lastIndexOf("-");
      const last = noun.slice(at + 1);
      return noun.slice(0, at + 1) + (own(SINGULARS, last) ?? pluralize.singular(last));
    },
    plural: (noun: string) => pluralize.plural(noun),
    mayBeVerb: (word: string) =>
      [own(model.one.lexicon, word), own(model.two.switches, word)].flat().some((tag) =>
        tag !== undefined && /Infinitive|PresentTense|Verb/.test(tag)
      ),
  });
}

/**
 * Runs something while the library cannot ask for its debugging switch: reading the environment would need
 * a permission, and the switch would print.
 */
function hideDebugSwitches<T>(run: () => T): T {
  const { env } = process;
  // The target is empty: a proxy over the environment would look the variable up to check what `get` says.
  process.env = new Proxy<NodeJS.ProcessEnv>({}, {
    get: (_, name) => String(name).startsWith("DEBUG_") ? undefined : Reflect.get(env, name),
    has: (_, name) => Reflect.has(env, name),
    set: (_, name, value) => Reflect.set(env, name, value),
    deleteProperty: (_, name) => Reflect.deleteProperty(env, name),
    ownKeys: () => Reflect.ownKeys(env),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(env, name),
  });
  const restore = () => {
    process.env = env;
  };
  let result: T;
  try {
    result = run();
  } catch (error) {
    restore();
    throw error;
  }
  if (result instanceof Promise) return result.finally(restore) as T;
  restore();
  return result;
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
