import assert from "node:assert/strict";
import { addDuration, addMonths, daysBetween, parseDate } from "../../lib/core/date.ts";
import { parseDuration } from "../../lib/core/quantity.ts";

Deno.test("parseDate() reads years, months, days and relative dates", () => {
  assert.equal(parseDate("2029"), "2029-01-01");
  assert.equal(parseDate("2029-1"), "2029-01-01");
  assert.equal(parseDate("2028-02-29"), "2028-02-29");
  assert.equal(parseDate("in 3 years", { now: "2026-11-23" }), "2029-11-23");
  assert.equal(parseDate("+10 days", { now: "2026-11-23" }), "2026-12-03");
});

Deno.test("parseDate() says what is wrong", () => {
  assert.throws(() => parseDate("2027-02-29"), /no such day/);
  assert.throws(() => parseDate("soon"), /write it as 2029-01-15/);
  assert.throws(() => parseDate("in 3 years"), /no `now` is given/);
});

Deno.test("whole months move by the calendar", () => {
  assert.equal(addMonths("2027-01-31", 1), "2027-02-28");
  assert.equal(addDuration("2026-11-23", parseDuration("7 years")), "2033-11-23");
  assert.equal(addDuration("2026-11-23", parseDuration("1 week")), "2026-11-30");
  assert.equal(daysBetween("2026-01-01", "2027-01-01"), 365);
});
