import assert from "node:assert/strict";
import {
  defineModel,
  forecast,
  planShards,
  price,
  SAMPLE_PRICES,
  simulatePlacement,
  t,
} from "../../mod.ts";
import { bundleOf } from "../../lib/core/show.ts";
import { partitionPicture } from "../../lib/display/draw_partition_plan.ts";

const today = "2027-01-01";

/** A model whose names are as bad as names can be. */
function hostile() {
  const model = defineModel("</svg><script>");
  model.entity("A<b>&\"'", { id: t.bigint().identity().key(), body: t.text(90) })
    .rows("90M").grows("1..9 %/month").table("<script>alert(1)</script>");
  model.access("q<img onerror=x>", {
    sql: 'select * from "<script>alert(1)</script>" where id = $1',
    rate: "9/s",
    parameters: [{ shape: "zipf 1" }],
  });
  return model;
}

Deno.test("pictures of growth, costs, shards and keys escape what users wrote, and are the same twice", async () => {
  const draw = async () => {
    const grown = forecast(hostile(), { today, runs: 20, capacity: { disk: "90 GB" } });
    const values = [
      grown,
      price(grown, { ...SAMPLE_PRICES, currency: "<b>" }),
      await planShards(hostile(), { shards: 4, today }),
      simulatePlacement({ keys: 1000, shards: 200 }),
    ];
    return await Promise.all(values.map((value) => bundleOf(value)));
  };
  const bundles = await draw();
  for (const bundle of bundles) {
    const svg = String(bundle["image/svg+xml"]);
    assert.ok(svg.startsWith("<svg") && !/<script|<img|<b>/.test(svg));
    assert.doesNotMatch(String(bundle["text/html"]), /<script|<img onerror/);
    assert.doesNotMatch(String(bundle["text/markdown"]), /<script|<img onerror/);
  }
  assert.deepEqual(await draw(), bundles);
});

Deno.test("a forecast says its first limit, and draws from one to sixty tables at any size", async () => {
  for (const count of [1, 60]) {
    const model = defineModel("m");
    for (let at = 0; at < count; at++) {
      model.entity(`Table${at}`, { id: t.integer().identity().key() }).rows("1 bn")
        .grows("9..40 %/month");
    }
    const bundle = await bundleOf(forecast(model, { today, horizon: "20 years", runs: 10 }));
    assert.match(String(bundle["text/plain"]), /the first limit is (integer key|dump too long)/);
    assert.doesNotMatch(String(bundle["image/svg+xml"]), /NaN|Infinity/);
  }
});

Deno.test("the timeline of partitions draws when each is created and dropped, without a key of locks", async () => {
  const { svg, alt } = await partitionPicture({
    tables: [{
      table: "public.events",
      partition: true,
      key: {
        method: "range",
        column: "at",
        interval: { name: "1 year", seconds: 31_556_952 },
        rate: 1,
      },
      timeline: [{ date: today, partitions: 6, bytes: 1 }, {
        date: "2032-01-01",
        partitions: 7,
        bytes: 9,
      }],
      lives: [
        { name: "events_p20270101", created: today, dropped: "2030-01-01" },
        { name: "events_p20310101", created: "2027-01-01" },
      ],
    }],
  });
  assert.match(alt, /events_p20270101 is created on 2027-01-01 and dropped on 2030-01-01/);
  assert.match(svg, /events_p20310101/);
  assert.doesNotMatch(svg, /keeps others out/);
});
