import type { Displayable } from "../core/displayable.ts";
import type { ModelSource } from "../model/model_builder.ts";
import type { Schema } from "../schema/schema.ts";
import type { Detail } from "./diagram/box_layout.ts";
import type { Groups } from "./diagram/group_drawing.ts";

export type { Detail, Groups };

/** What of a model or a schema is drawn, and how. */
export interface DiagramOptions {
  /** Draws only what lies around these entities, tables or groups, by name. */
  readonly around?: string | readonly string[];
  /** How many relationships away from `around`, from 0. Defaults to 1. */
  readonly depth?: number;
  /** Names alone, keys too, or every attribute. Defaults to what can be read at the diagram's size. */
  readonly detail?: Detail;
  /**
   * How it is divided: as the subject declares (a model's groups, a schema's namespaces), by who relates to
   * whom, not at all, or by group name with its members' names. Defaults to what is declared; what is too
   * large for one sheet and declares nothing is divided by who relates to whom.
   */
  readonly groups?: Groups;
  /** Stands above the picture. Defaults to the model's name. */
  readonly title?: string;
  /** Where lines run to, from the one to the many. Defaults to what fits a page better. */
  readonly direction?: "right" | "down";
}

/** One sheet of a large diagram. */
export interface DiagramPage {
  /** Stands above the picture. */
  readonly title: string;
  /** What it shows and finds, in one sentence. */
  readonly alt: string;
  /** An SVG document that stands by itself. */
  readonly svg: string;
}

/** A diagram: a picture, and the same as text. */
export interface Diagram {
  /** Stands above the picture. */
  readonly title: string;
  /** What it shows and finds, in one sentence, for those who do not see it. */
  readonly alt: string;
  /** An SVG document that stands by itself. */
  readonly svg: string;
  /** Of a large diagram: an overview of its groups, and a picture for each group. */
  readonly pages?: readonly DiagramPage[];
  /** The same diagram in Graphviz's DOT language. */
  readonly dot: string;
  /** The same for a terminal. */
  readonly text: string;
  /** The same as Markdown. */
  readonly markdown: string;
}

/**
 * Draws a model's entities or a schema's tables in crow's-foot notation (Everest, “Basic Data Structure
 * Models Explained with a Common Example”, 1976).
 *
 * @param subject The model or the schema. Partitions are drawn as one with their table; views are counted.
 * @returns The diagram; the same subject and options give the same bytes.
 * @throws {TypeError} When the subject is neither a model nor a schema.
 * @throws {RangeError} When `around` or `groups` names what is not there, or `depth` is no whole number
 * from 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, diagram, t } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Customer", { id: t.bigint().identity().key() });
 * shop.entity("Order", { id: t.bigint().identity().key() });
 * shop.relate("Customer 1 --places--> 0..* Order");
 * const { text, svg } = await diagram(shop);
 * assert.match(text, /Customer 1 ──< 0\.\.\* Order \(places\)/);
 * assert.match(svg, /^<svg xmlns=/);
 * ```
 */
export async function diagram(
  subject: ModelSource | Schema,
  options: DiagramOptions = {},
): Promise<Diagram & Displayable> {
  // Loaded when something is drawn: most programs that import this module draw nothing.
  const { makeDiagram } = await import("./diagram/make_diagram.ts");
  return await makeDiagram(subject, options);
}
