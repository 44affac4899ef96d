import type { Place, Point } from "./layout.ts";

/** A point of a curve, and the direction in which the curve goes on from there, of length 1. */
export interface Station extends Point {
  readonly towards: Point;
}

/**
 * Walks along a chain of cubic Bézier curves.
 *
 * @param curve A start, then three points for each curve.
 * @param distance How far from the start, in pixels; past the end, the end.
 */
export function walkCurve(curve: readonly Point[], distance: number): Station {
  let last = curve[0]!;
  let left = distance;
  let towards: Point = { x: 1, y: 0 };
  for (let start = 0; start + 3 < curve.length; start += 3) {
    const [a, b, c, d] = curve.slice(start, start + 4) as [Point, Point, Point, Point];
    for (let step = 1; step <= STEPS; step++) {
      const next = bezier(a, b, c, d, step / STEPS);
      const length = Math.hypot(next.x - last.x, next.y - last.y);
      if (length > 0) towards = { x: (next.x - last.x) / length, y: (next.y - last.y) / length };
      if (length >= left) {
        return { x: last.x + towards.x * left, y: last.y + towards.y * left, towards };
      }
      left -= length;
      last = next;
    }
  }
  return { ...last, towards };
}

const STEPS = 40;

function bezier(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const s = 1 - t;
  const mix = (p: number, q: number, r: number, u: number) =>
    s * s * s * p + 3 * s * s * t * q + 3 * s * t * t * r + t * t * t * u;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

/** Two points on the side of a rectangle, a crow's foot apart. */
export type Side = readonly [Point, Point];

const FOOT = 7;

/** Where the outer toes of a crow's foot stand whose middle one stands at a point of a rectangle's side. */
export function sideAt(place: Place, { x, y }: Point): Side {
  const across = Math.min(Math.abs(x - place.x), Math.abs(x - place.x - place.width));
  const down = Math.min(Math.abs(y - place.y), Math.abs(y - place.y - place.height));
  const clamp = (value: number, least: number, most: number) =>
    Math.min(Math.max(value, least), most);
  return across < down
    ? toes((reach) => ({ x, y: clamp(y + reach, place.y, place.y + place.height) }))
    : toes((reach) => ({ x: clamp(x + reach, place.x, place.x + place.width), y }));
}

function toes(at: (reach: number) => Point): Side {
  return [at(-FOOT), at(FOOT)];
}

/** Points along a curve, a few pixels apart. */
export function pointsOf(curve: readonly Point[]): Point[] {
  const points = curve.slice(0, 1);
  for (let start = 0; start + 3 < curve.length; start += 3) {
    const [a, b, c, d] = curve.slice(start, start + 4) as [Point, Point, Point, Point];
    const length = Math.hypot(b.x - a.x, b.y - a.y) + Math.hypot(c.x - b.x, c.y - b.y) +
      Math.hypot(d.x - c.x, d.y - c.y);
    const steps = Math.max(1, Math.ceil(length / 5));
    for (let step = 1; step <= steps; step++) points.push(bezier(a, b, c, d, step / steps));
  }
  return points;
}
