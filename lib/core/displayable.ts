import { freeze } from "./freeze.ts";

/** One value in several forms, by MIME type. `text/plain` is always there. */
export type MimeBundle = Readonly<Record<string, string>> & { readonly "text/plain": string };

/** Where Deno's Jupyter kernel looks for a value's picture. */
export const display: unique symbol = Symbol.for("Jupyter.display") as typeof display;

/** A value that shows itself in a notebook. */
export interface Displayable {
  /** Draws the value. */
  readonly [display]: () => Promise<MimeBundle>;
}

/** Draws a value. */
export type Draw<T> = (value: T) => MimeBundle | Promise<MimeBundle>;

/**
 * Gives a value its picture: a display method that is not enumerable, so that the value still compares,
 * spreads and serializes as plain data.
 *
 * @param value A plain object that is not frozen yet.
 * @param load Imports the function that draws it, when the value is first shown.
 * @returns The same object, frozen with everything in it.
 */
export function displayable<T extends object>(
  value: T,
  load: () => Promise<Draw<T>>,
): T & Displayable {
  Object.defineProperty(value, display, { value: async () => (await load())(value) });
  return freeze(value) as T & Displayable;
}

/** Whether a value shows itself. */
export function isDisplayable(value: unknown): value is Displayable {
  return typeof value === "object" && value !== null && display in value;
}
