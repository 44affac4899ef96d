/**
 * The probability that all of some servers are busy when what finds them busy is turned away: Erlang's B
 * formula, by its recursion (Cooper, Introduction to Queueing Theory, 2nd ed., 1981, section 3.3).
 *
 * @param servers A whole number from 1.
 * @param load Arrivals a second × seconds of service each, from 0: the servers that are busy in the mean.
 * @throws {RangeError} When there is no server or the load is negative.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { erlangB } from "@groundplan/groundplan";
 *
 * assert.equal(erlangB(1, 1), 0.5);
 * assert.equal(erlangB(2, 1), 0.2);
 * ```
 */
export function erlangB(servers: number, load: number): number {
  checkServers(servers);
  if (!(load >= 0)) throw new RangeError(`Cannot load servers with ${load}: give 0 or more`);
  if (load === 0) return 0;
  let inverse = 1;
  for (let at = 1; at <= servers; at++) inverse = 1 + inverse * at / load;
  return 1 / inverse;
}

/**
 * The probability that an arrival has to wait for one of some servers: Erlang's C formula, from his B.
 *
 * @param servers A whole number from 1.
 * @param load Arrivals a second × seconds of service each, from 0.
 * @returns 1 where the load is the servers' or more: everybody waits.
 * @throws {RangeError} When there is no server or the load is negative.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { erlangC } from "@groundplan/groundplan";
 *
 * assert.equal(erlangC(3, 2.5).toFixed(5), "0.70225");
 * ```
 */
export function erlangC(servers: number, load: number): number {
  const blocked = erlangB(servers, load);
  if (load >= servers) return 1;
  return blocked / (1 - load / servers * (1 - blocked));
}

/** @throws {RangeError} When it is no whole number from 1. */
export function checkServers(servers: number): void {
  if (Number.isInteger(servers) && servers >= 1) return;
  throw new RangeError(`Cannot queue for ${servers} servers: give a whole number from 1`);
}
