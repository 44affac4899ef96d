import { compareText } from "../../core/finding.ts";
import type { Model } from "../../model/model.ts";
import { pluralOf } from "../../model/naming.ts";
import { writeCardinality } from "../../model/relationship_sentence.ts";
import type { Drafting } from "./build_model.ts";
import type { DraftQuestion, StatedRule } from "./draft.ts";
import type { DraftEnd, DraftRelationship } from "./draft_relationships.ts";
import type { Understanding } from "./understand_text.ts";

/** What questions are asked from. */
export interface Asked {
  readonly understanding: Understanding;
  readonly drafting: Drafting;
  readonly model: Model;
  readonly rules: readonly StatedRule[];
  readonly proposed: readonly string[];
}

type Ask = (asked: Asked) => readonly DraftQuestion[];

/** What the text leaves open, the weightiest first. */
export function askQuestions(asked: Asked): readonly DraftQuestion[] {
  return ASKS.flatMap((ask) => ask(asked))
    .sort((a, b) =>
      b.weight - a.weight || compareText(a.about, b.about) || compareText(a.code, b.code)
    );
}

const string = (text: string) => JSON.stringify(text);

/** How often a thing is spoken of: what hangs on it. */
function weightOf({ understanding, drafting }: Asked, entity: string): number {
  const terms = [...understanding.terms.values()].filter(({ term }) =>
    drafting.names.entity(term) === entity
  );
  return terms.reduce((sum, { mentions }) => sum + Math.min(mentions.length, 9), 0);
}

function sentence(
  { verb, ends: [first, second] }: DraftRelationship,
  numbers: readonly [string, string],
): string {
  const side = ({ entity, role }: DraftEnd) => role === undefined ? entity : `${entity} as ${role}`;
  return `${side(first)} ${numbers[0]} --${verb}--> ${numbers[1]} ${side(second)}`;
}

const ASKS: readonly Ask[] = [
  // What was said does not agree.
  (asked) =>
    asked.drafting.relationships.filter(({ tie }) => tie.contradiction).map((relationship) => {
      const { ends: [first, second], verb } = relationship;
      const drawn = sentence(relationship, [
        writeCardinality(first.many),
        writeCardinality(second.many),
      ]);
      return {
        code: "contradiction",
        about: `${first.entity} ${verb} ${second.entity}`,
        question: `The text says both one and several: how many ${
          pluralOf(second.entity)
        } go with one ${first.entity}, and how many ${
          pluralOf(first.entity)
        } with one ${second.entity}?`,
        assumed: drawn,
        settle: `model.relate(${
          string(sentence(relationship, [writeCardinality(first.many), "1"]))
        })`,
        weight: 100 + weightOf(asked, first.entity),
      };
    }),
  // How many are not said.
  (asked) =>
    asked.drafting.relationships.flatMap((relationship): DraftQuestion[] => {
      const { ends: [first, second], verb, tie } = relationship;
      if (tie.contradiction || tie.fromCount.said && tie.toCount.said) return [];
      const drawn = [writeCardinality(first.many), writeCardinality(second.many)] as const;
      const [asking, of] = tie.toCount.said ? [first, second] : [second, first];
      const other = asking.many.max === 1 ? "0..*" : "1";
      const numbers: readonly [string, string] = asking === first
        ? [other, drawn[1]]
        : [drawn[0], other];
      return [{
        code: "how-many",
        about: `${first.entity} ${verb} ${second.entity}`,
        question: `How many ${pluralOf(asking.entity)} go with one ${of.entity}?`,
        assumed: asking.many.max === 1 ? "one" : "several",
        settle: `model.relate(${string(sentence(relationship, numbers))})`,
        weight: 30 + weightOf(asked, first.entity) + weightOf(asked, second.entity),
      }];
    }),
  // Neither clearly a thing nor clearly not.
  (asked) =>
    [...asked.understanding.terms.values()].filter(({ doubtful, mentions }) =>
      doubtful && mentions.length > 0
    ).flatMap(({ term, entity, reasons }): DraftQuestion[] => {
      const name = asked.drafting.names.entity(term);
      const shown = name ??
        asked.drafting.names.attribute(term).replace(/^./, (letter) => letter.toUpperCase());
      return [{
        code: "is-it-an-entity",
        about: shown,
        question: `Is ${term} a thing to keep data about, or only a word for something else?`,
        assumed: `${entity ? "an entity" : "no entity"}: ${reasons.join(", ")}`,
        settle: entity
          ? `model.drop(${string(shown)})`
          : `model.entity(${string(shown)}, { id: t.bigint().identity().key() })`,
        weight: 40 + (name === undefined ? 0 : weightOf(asked, name)),
      }];
    }),
  // Ties that no words say.
  (asked) =>
    asked.drafting.relationships.filter(({ tie }) => tie.facts.every(({ by }) => by === "nearness"))
      .map(({ ends: [first, second], verb }): DraftQuestion => {
        const path = `${first.role ?? first.entity} ${verb} ${second.role ?? second.entity}`;
        return {
          code: "is-it-a-relationship",
          about: path,
          question: `Does ${first.entity} go with ${second.entity}? The text speaks of both ` +
            `together, as it does of things that are related.`,
          assumed: "yes",
          settle: `model.drop(${string(path)})`,
          weight: 38 + weightOf(asked, first.entity),
        };
      }),
  // Numbers and codes that may tell one from another.
  (asked) =>
    asked.drafting.entities.flatMap(({ name: entity, attributes }) =>
      attributes.filter(({ name, identifies, many }) =>
        !many &&
        (identifies ||
          /(?:^|[a-z])(?:number|code|isbn|barcode|email|iban|sku|vin|plate|reference|username)$/i
            .test(name))
      )
        .filter(({ name }) => !name.startsWith("numberOf"))
        .filter(({ name }) => !isKey(asked.model, entity, name))
        .map(({ name, identifies }): DraftQuestion => ({
          code: "is-it-a-key",
          about: `${entity}.${name}`,
          question: `Does ${name} tell one ${entity} from every other?`,
          assumed: identifies
            ? "yes, but an invented number is the primary key"
            : "no: an invented number is the key",
          settle: `model.entity(${string(entity)}).unique(${string(name)})`,
          weight: 35 + weightOf(asked, entity),
        }))
    ),
  // Attributes of which nothing says what they hold.
  (asked) =>
    asked.drafting.entities.flatMap(({ name: entity, attributes }) =>
      attributes.filter(({ reason, values }) =>
        reason === "nothing says what it holds" && values.length < 2
      ).map(({ name }): DraftQuestion => ({
        code: "which-type",
        about: `${entity}.${name}`,
        question:
          `What does ${entity}.${name} hold: text, a number, a date, or a thing of its own?`,
        assumed: "text",
        settle: `model.entity(${string(entity)}, { ...attributes, ${name}: t.text(200) })`,
        weight: 5,
      }))
    ),
  // Rules that a person has to write.
  ({ rules }) =>
    rules.filter(({ element, kind }) =>
      element === undefined && !["at least", "exactly", "dependency"].includes(kind)
    ).map(({ kind, text, entities, line }): DraftQuestion => ({
      code: "rule-to-write",
      about: entities[0] ?? "model",
      question: `How is this rule checked (line ${line}, ${kind})? ${text}`,
      assumed: "not enforced",
      settle: `model.rule(${
        string(`${
          (entities[0] ?? "stated").replace(/^./, (letter) => letter.toLowerCase())
        }Line${line}`)
      }, { kind: "assertion", entities: ${JSON.stringify(entities)}, violations: "select …" })`,
      weight: 25,
    })),
  // How much there is.
  (asked) =>
    asked.model.entities.filter(({ volume }) =>
      volume.rows === undefined && volume.growth === undefined
    ).map(({ name }): DraftQuestion => ({
      code: "how-many-rows",
      about: name,
      question: `How many ${pluralOf(name)} are there, and how fast do they grow?`,
      assumed: "nothing is assumed before a plan needs it",
      settle: `model.entity(${string(name)}).rows("10k").grows("100/day")`,
      weight: 10 + weightOf(asked, name),
    })),
  ({ drafting }) =>
    drafting.refused.map(({ super: upper, subs }): DraftQuestion => ({
      code: "subtype",
      about: drafting.names.entity(upper) ?? upper,
      question: `Is ${
        subs.join(", ")
      } a kind of ${upper}? The text says so, and also something that does not go with it.`,
      assumed: "no",
      settle: `model.specialize(${string(drafting.names.entity(upper) ?? upper)}, ${
        JSON.stringify(subs.map((sub) => drafting.names.entity(sub) ?? sub))
      })`,
      weight: 60,
    })),
  ({ proposed }) =>
    proposed.map((path): DraftQuestion => ({
      code: "proposed",
      about: path,
      question: `${path} was proposed; the words do not say it. Is it so?`,
      assumed: "yes",
      settle: `model.drop(${string(path)})`,
      weight: 50,
    })),
];

function isKey({ entities }: Model, entity: string, part: string): boolean {
  return entities.find(({ name }) => name === entity)?.keys.some(({ parts }) =>
    parts.length === 1 && parts[0] === part
  ) ?? false;
}
