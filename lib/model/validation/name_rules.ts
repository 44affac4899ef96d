import type { Model } from "../model.ts";
import type { ValidationRule, Violation } from "./validation_rule.ts";

interface Named {
  readonly id: string;
  readonly path: string;
}

function* duplicates(list: readonly Named[], what: string): Iterable<Violation> {
  const seen = new Map<string, string>();
  for (const { id, path } of list) {
    const other = seen.get(id);
    seen.set(id, path);
    if (other === undefined) continue;
    yield {
      where: path,
      what: `${path} and ${other} have the same ${what}, ${JSON.stringify(id)}`,
      fix: `Give one of them another ${what}`,
    };
  }
}

const entities = ({ entities }: Model) => entities.map(({ id, name }) => ({ id, path: name }));

const attributes = ({ entities }: Model) =>
  entities.map(({ name, attributes }) =>
    attributes.map((attribute) => ({ id: attribute.id, path: `${name}.${attribute.name}` }))
  );

const inLowerCase = (list: readonly Named[]) =>
  list.map(({ path }) => ({ id: path.toLowerCase(), path }));

/** Names and ids that cannot be told apart. */
export const nameRules: readonly ValidationRule[] = [
  {
    code: "duplicate-id",
    severity: "error",
    why:
      "An id tells a renamed element from a new one; two of the same would migrate one into the other.",
    *check(model) {
      yield* duplicates(entities(model), "id");
      for (const list of attributes(model)) yield* duplicates(list, "id");
    },
  },
  {
    code: "same-name-but-for-case",
    severity: "error",
    why: "SQL folds the case of names, and people do too: the two would be taken for each other.",
    *check(model) {
      yield* duplicates(inLowerCase(entities(model)), "name");
      for (const list of attributes(model)) yield* duplicates(inLowerCase(list), "name");
    },
  },
];
