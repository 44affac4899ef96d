import fc from "fast-check";
import type { Index } from "../../../lib/schema/schema.ts";

/** Texts that are hard to quote. */
export const TEXTS: readonly string[] = [
  "plain",
  "it's",
  "a\\b",
  "line\nbreak",
  "<b>&",
  "é☃𝄞",
  "$$x$$",
  "-- no comment /*",
  "",
];

/** Draws one of the values of an arbitrary. */
export type Draw = fc.GeneratorValue;

/** True with a chance. */
export function maybe(draw: Draw, probability: number): boolean {
  return draw(fc.nat, { max: 99 }) < probability * 100;
}

/** One of several. */
export function pick<T>(draw: Draw, list: readonly T[]): T {
  return list[draw(fc.nat, { max: list.length - 1 })]!;
}

/** Any number of several. */
export function some<T>(draw: Draw, list: readonly T[], least = 1): T[] {
  return draw(fc.subarray, [...list], { minLength: Math.min(least, list.length) }) as T[];
}

/** A comment, or none. */
export function comment(draw: Draw): { comment?: string } {
  const text = maybe(draw, 0.3) ? pick(draw, TEXTS) : "";
  return text === "" ? {} : { comment: text };
}

/** Whether a constraint may wait. */
export function deferral(draw: Draw): { deferrable?: true; initiallyDeferred?: true } {
  return pick(draw, [
    {},
    {},
    { deferrable: true as const },
    { deferrable: true as const, initiallyDeferred: true as const },
  ]);
}

/** Without its comment. */
export function omitComment(index: Index): Index {
  const { comment: _, ...rest } = index;
  return rest;
}
