import assert from "node:assert/strict";
import fc from "fast-check";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatRate,
  writeBytes,
  writeDuration,
  writeRate,
} from "../../lib/core/format.ts";
import {
  parseAmount,
  parseAmountPer,
  parseBytes,
  parseCount,
  parseDuration,
  parseRate,
  parseShare,
} from "../../lib/core/quantity.ts";

const YEAR = 365.2425 * 86_400;

Deno.test("parseCount() reads what people write", () => {
  const counts: [string | number, number][] = [
    [2e6, 2e6],
    ["2e6", 2e6],
    ["2M", 2e6],
    ["40 k", 40_000],
    ["2 million", 2e6],
    ["1,500", 1500],
    ["1_500.5", 1500.5],
    ["1.5bn", 1.5e9],
  ];
  for (const [text, count] of counts) assert.equal(parseCount(text), count, String(text));
});

Deno.test("parseBytes() counts a kB as 1024 bytes, as PostgreSQL does", () => {
  assert.equal(parseBytes("20 GB"), 20 * 2 ** 30);
  assert.equal(parseBytes("8kB"), 8192);
  assert.equal(parseBytes(8192), 8192);
  assert.throws(() => parseBytes("20 GBB"), /unknown unit "GBB"; did you mean gb\?/);
});

Deno.test("parseDuration() reads time in seconds", () => {
  assert.equal(parseDuration("10 ms"), 0.01);
  assert.equal(parseDuration("7 years"), 7 * YEAR);
  assert.equal(parseDuration("1 month"), YEAR / 12);
  assert.equal(parseDuration("90min"), 5400);
  assert.throws(() => parseDuration("7 yaers"), /did you mean year\?/);
});

Deno.test("parseRate() reads a rate a second", () => {
  assert.equal(parseRate("900/s"), 900);
  assert.equal(parseRate("60k/day"), 60_000 / 86_400);
  assert.equal(parseRate("1 per 5 min"), 1 / 300);
  assert.equal(parseRate("2 million a year"), 2e6 / YEAR);
  assert.throws(() => parseRate("4%/month"), /a percentage is a growth/);
  assert.throws(() => parseRate("900"), /write an amount, a slash/);
});

Deno.test("parseAmount() reads ranges, whose value is the middle", () => {
  assert.deepEqual(parseAmount("3..6 %"), { value: 0.045, low: 0.03, high: 0.06 });
  assert.deepEqual(parseAmount("1k..2M"), { value: 1_000_500, low: 1000, high: 2e6 });
  assert.deepEqual(parseAmountPer("3..6 %/month").percent, true);
  assert.throws(() => parseAmount("6..3"), /the range goes down; write 3\.\.6/);
});

Deno.test("negative, endless and empty amounts are refused", () => {
  for (const text of ["-1", -1, Infinity, NaN]) assert.throws(() => parseCount(text), RangeError);
  for (const text of ["", "many", "12 zorkmids"]) {
    assert.throws(() => parseCount(text), SyntaxError);
  }
  assert.throws(() => parseShare("120%"), RangeError);
});

Deno.test("what is written for a file is read back exactly", () => {
  const positive = fc.oneof(
    fc.double({ min: 1e-6, max: 1e15, noNaN: true }),
    fc.integer({ min: 1, max: 2 ** 40 }),
  );
  fc.assert(fc.property(positive, (value) => {
    assert.equal(parseDuration(writeDuration(value)), value);
    assert.equal(parseBytes(writeBytes(value)), value);
    assert.equal(parseRate(writeRate(value)), value);
  }));
  assert.equal(writeDuration(7 * YEAR), "7 years");
  assert.equal(writeDuration(0.01), "10 ms");
  assert.equal(writeRate(60_000 / 86_400), "60000/day");
  assert.equal(writeBytes(20 * 2 ** 30), "20 GB");
});

Deno.test("what is printed for people is short", () => {
  assert.equal(formatBytes(20 * 2 ** 30), "20 GB");
  assert.equal(formatBytes(1), "1 byte");
  assert.equal(formatBytes(1023.9 * 1024), "1 MB");
  assert.equal(formatCount(2e6), "2 M");
  assert.equal(formatDuration(0.0123), "12.3 ms");
  assert.equal(formatDuration(YEAR), "1 year");
  assert.equal(formatRate(60_000 / 86_400), "41.7/min");
  assert.equal(formatRate(0), "0/s");
});
