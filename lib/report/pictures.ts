import { diagram } from "../display/diagram.ts";
import { drawExplained } from "../display/draw_explained.ts";
import { forecastPicture } from "../display/draw_forecast.ts";
import { indexFrontier } from "../display/draw_index_advice.ts";
import { simulationPicture } from "../display/draw_simulation.ts";
import { type DrawnPartitions, partitionPicture } from "../display/draw_partition_plan.ts";
import { type DrawnShards, shardPicture } from "../display/draw_shard_plan.ts";
import { drawStress } from "../display/draw_stress.ts";
import type { MimeBundle } from "../core/displayable.ts";
import type { Explained } from "../whatif/explained.ts";
import type { Stress } from "../whatif/stress.ts";
import { decompositionDiagram } from "../display/normalization/draw_decomposition.ts";
import { normalize } from "../normalize/normalize.ts";
import { didYouMean } from "../core/suggest.ts";
import type { Forecast } from "../growth/forecast.ts";
import type { IndexAdvice } from "../indexes/advice.ts";
import type { PlainSimulation } from "../simulate/simulation.ts";
import type { BlockOf, PictureBlock } from "../plan/block.ts";
import type { Plan } from "../plan/plan.ts";

/** A picture, ready to be put on a page. */
export interface DrawnPicture {
  readonly svg: string;
  /** What it shows, in one sentence, for those who do not see it. */
  readonly alt: string;
  /** Its natural width in pixels. */
  readonly width: number;
}

/** The pictures of a plan, drawn. */
export interface DrawnPictures {
  readonly diagram: DrawnPicture;
  /** By the block that shows each. */
  readonly blocks: ReadonlyMap<PictureBlock, DrawnPicture>;
}

type DrawPicture = (
  plan: Plan,
  options: NonNullable<PictureBlock["options"]>,
) => Promise<DrawnPicture>;

/** The pictures that a section may ask for, by name. */
const PICTURES: Readonly<Record<string, DrawPicture>> = {
  diagram: async ({ model }, options) => {
    const { svg, alt } = await diagram(model, options);
    return { svg, alt, width: widthOf(svg) };
  },
  decomposition: ({ model }, { entity }) => {
    const judged = normalize(model).entities.find((one) => one.entity === entity);
    if (!judged) throw new RangeError(`Cannot draw ${entity}: the model has no such entity`);
    const into = judged.relation.multivalued.length > 0 ? "fourth" : "bcnf";
    const { svg, alt } = decompositionDiagram(judged, { into });
    return Promise.resolve({ svg, alt, width: widthOf(svg) });
  },
  explained: (_plan, { explained }) => {
    const value = explained as Explained;
    return Promise.resolve(
      pictureOf(drawExplained(value), value.path),
    );
  },
  forecast: async (_plan, { forecast }) => {
    const { svg, alt } = await forecastPicture(forecast as Forecast);
    return { svg, alt, width: widthOf(svg) };
  },
  "index frontier": async (_plan, { advice }) => {
    const { svg, alt } = await indexFrontier(advice as IndexAdvice);
    return { svg, alt, width: widthOf(svg) };
  },
  partitions: async (_plan, { partitions }) => {
    const { svg, alt } = await partitionPicture(partitions as DrawnPartitions);
    return { svg, alt, width: widthOf(svg) };
  },
  shards: async (_plan, { shards }) => {
    const { svg, alt } = await shardPicture(shards as DrawnShards);
    return { svg, alt, width: widthOf(svg) };
  },
  simulation: async (_plan, { simulation }) => {
    const { svg, alt } = await simulationPicture(simulation as PlainSimulation);
    return { svg, alt, width: widthOf(svg) };
  },
  stress: async (_plan, { stress }) => {
    const value = stress as Stress;
    return pictureOf(await drawStress(value), value.sentence);
  },
};

function pictureOf(bundle: MimeBundle, alt: string): DrawnPicture {
  const svg = bundle["image/svg+xml"];
  if (svg === undefined) throw new RangeError(`Cannot draw a picture: ${alt}`);
  return { svg, alt, width: widthOf(svg) };
}

/**
 * Draws every picture of a plan.
 *
 * @throws {RangeError} When a section asks for a picture that there is not.
 */
export async function drawPictures(plan: Plan): Promise<DrawnPictures> {
  const blocks = new Map<PictureBlock, DrawnPicture>();
  for (const section of plan.sections) {
    for (const block of section.blocks) {
      if (block.kind === "picture") blocks.set(block, await draw(block, plan));
    }
  }
  return { diagram: await PICTURES["diagram"]!(plan, {}), blocks };
}

function draw({ picture, options = {} }: BlockOf<"picture">, plan: Plan): Promise<DrawnPicture> {
  if (Object.hasOwn(PICTURES, picture)) return PICTURES[picture]!(plan, options);
  throw new RangeError(
    `Cannot draw ${picture}: there is no such picture${didYouMean(picture, Object.keys(PICTURES))}`,
  );
}

function widthOf(svg: string): number {
  return Math.ceil(Number(/^<svg\b[^>]*?\swidth="([\d.]+)/.exec(svg)?.[1] ?? 800));
}
