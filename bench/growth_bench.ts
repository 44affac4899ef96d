/**
 * Measures a forecast of 100 tables over 60 months in 1,000 runs, of a model whose every growth is uncertain.
 *
 * @module
 */
import { defineModel, forecast, t } from "../mod.ts";

const builder = defineModel("hundred");
for (let at = 0; at < 100; at++) {
  const entity = builder.entity(`Part${at}`, {
    id: t.bigint().identity().key(),
    name: t.text(80),
    at: t.timestamptz(),
    kind: t.integer(),
  });
  // A third has growth of its own; the others come with the one that they belong to.
  if (at % 3 === 0) entity.rows("1M..2M").grows("2..5 %/month");
  else {builder.relate(`Part${at - 1} 1 --has--> 0..* Part${at}`, {
      fanOut: { shape: "exponential 4" },
    });}
}
const model = builder.snapshot();
const times: number[] = [];
for (let run = 0; run < 4; run++) {
  const begin = performance.now();
  const { series } = forecast(model, { today: "2027-01-01", horizon: "5 years", runs: 1000 });
  times.push(performance.now() - begin);
  if (series.length < 100) throw new Error("tables are missing");
}
const [first, ...rest] = times.map(Math.round);
console.log(JSON.stringify({
  bench: "forecast of 100 tables, 60 months, 1000 runs",
  milliseconds: rest.toSorted((a, b) => a - b)[rest.length >> 1],
  first,
  wanted: "at most 3000",
}));
