import assert from "node:assert/strict";
import fc from "fast-check";
import { DOMParser } from "linkedom";
import { bundleOf } from "../../lib/core/show.ts";
import { diagram, type DiagramOptions } from "../../lib/display/diagram.ts";
import { runGraphviz } from "../../lib/display/graphviz.ts";
import { oneLine } from "../../lib/display/one_line.ts";
import { anyModel, obeyedByTerminals, shopModel } from "./samples.ts";
import { bareTable } from "../../lib/schema/bare_table.ts";
import { emptySchema } from "../../lib/schema/empty_schema.ts";
import type { Schema, Table } from "../../lib/schema/schema.ts";

const SHAPES = ["svg", "title", "rect", "g", "path", "circle", "text"];

function parseSvg(svg: string) {
  const document = new DOMParser().parseFromString(svg, "image/svg+xml");
  const elements = [...document.querySelectorAll("*")];
  return {
    document,
    elements: new Set(elements.map(({ localName }) => localName)),
    attributes: new Set(
      elements.flatMap(({ attributes }) => [...attributes].map(({ name }) => name)),
    ),
    texts: elements.filter(({ localName }) => localName === "text")
      .map(({ textContent }) => textContent),
  };
}

Deno.test("diagram() says a model as text", async () => {
  const { text } = await diagram(shopModel());
  const lines = text.split("\n");
  assert.equal(
    lines[0],
    "shop: 9 entities, 7 relationships, 1 specialization, 3 groups; Product is the most connected (4)",
  );
  for (
    const line of [
      "Customer   PK id · UK email · 7 attributes · 2 M rows · in sales",
      "OrderLine  weak · PK order, position · 3 attributes · in sales",
      "Customer 1 ──< 0..* Order (places)",
      "Order 1 ──< 0..5 Parcel (is sent as)",
      "Product as successor 0..1 ──< 0..* Product as predecessor (replaces)",
      "Product 1 ──< 1..* Stock (is stocked in)",
      "Warehouse 1 ──< 0..* Stock",
      "◇ Supplier 0..* · Product 0..* · Warehouse 0..1 (supplies)",
      "Customer ◁── Person, Company (disjoint, total)",
    ]
  ) assert.ok(lines.includes(line), `${line}\n\n${text}`);
});

Deno.test("diagram() draws every attribute, key mark, role and odd number", async () => {
  const { svg } = await diagram(shopModel(), { detail: "all" });
  const words = parseSvg(svg).texts;
  for (
    const word of [
      "Customer",
      "«weak»",
      "«associative»",
      "PK FK",
      "UK",
      "→ Order",
      "/ total",
      "phones [*]",
      "note ?",
      "– street",
      "successor",
      "replaces",
      "0..5",
      "disjoint, total",
      "numeric(12,2)",
      "2 M rows",
      "sales",
      "pieces",
    ]
  ) assert.ok(words.includes(word), word);
});

Deno.test("diagram() gives the same bytes for the same model", async () => {
  const [once, again] = [await diagram(shopModel()), await diagram(shopModel())];
  assert.deepEqual({ ...once }, { ...again });
});

Deno.test("diagram() is a bundle that survives notebooks", async () => {
  const shown = await diagram(shopModel());
  const bundle = await bundleOf(shown);
  assert.deepEqual(Object.keys(bundle), [
    "text/plain",
    "text/markdown",
    "text/html",
    "image/svg+xml",
  ]);
  assert.match(bundle["text/html"]!, /<img alt="Entity-relationship diagram of shop: 9 entities/);
  const data = /base64,([^"]+)"/.exec(bundle["text/html"]!)![1]!;
  assert.equal(new TextDecoder().decode(Uint8Array.fromBase64(data)), shown.svg);
});

Deno.test("diagram() draws a part, and says what it cut off", async () => {
  const part = await diagram(shopModel(), { around: "order", depth: 1 });
  const names = part.text.split("\n").slice(2).map((line) => line.split(/ {2,}/)[0]);
  assert.deepEqual(names.slice(0, names.indexOf("")), ["Customer", "Order", "OrderLine", "Parcel"]);
  assert.match(part.text, /Customer .* 1 more line/);
  const alone = await diagram(shopModel(), { around: ["Order"], depth: 0 });
  assert.match(alone.text, /^shop: 1 entity, 0 relationships/);
  await assert.rejects(
    diagram(shopModel(), { around: "Ordr" }),
    new RangeError("Cannot draw around Ordr: there is nothing of that name; did you mean Order?"),
  );
  await assert.rejects(diagram(shopModel(), { around: "Order", depth: 1.5 }), RangeError);
});

Deno.test("diagram() lets no name out of its text, and writes DOT that Graphviz takes", async () => {
  await fc.assert(
    fc.asyncProperty(anyModel, async (model) => {
      const { svg, dot, text } = await diagram(model, { detail: "all" });
      const { elements, attributes, texts } = parseSvg(svg);
      assert.deepEqual([...elements].filter((name) => !SHAPES.includes(name)), []);
      assert.deepEqual(
        [...attributes].filter((name) => /^(on|href|style|src|xlink)/.test(name)),
        [],
      );
      const words = new Set(texts);
      for (const { name } of model.entities) assert.ok(words.has(oneLine(name, 40)), name);
      assert.doesNotMatch(text, obeyedByTerminals);
      const [drawn] = await runGraphviz([dot]);
      assert.deepEqual(
        [...parseSvg(drawn!).elements].filter((name) => /script|style/.test(name)),
        [],
      );
    }),
    { numRuns: 40 },
  );
});

Deno.test("diagram() draws boxes that do not overlap, inside the picture", async () => {
  await fc.assert(
    fc.asyncProperty(anyModel, async (model) => {
      const { svg } = await diagram(model, { detail: "all", direction: "right" });
      const { document } = parseSvg(svg);
      const frames = [...document.querySelectorAll("g > g")].map((group) => {
        const rect = group.querySelector("rect")!;
        const [x, y, width, height] = ["x", "y", "width", "height"].map((name) =>
          Number(rect.getAttribute(name))
        ) as [number, number, number, number];
        return { x, y, width, height };
      });
      assert.ok(frames.length >= model.entities.length);
      frames.forEach((a, at) => {
        for (const b of frames.slice(at + 1)) {
          const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y ||
            b.y + b.height <= a.y;
          assert.ok(apart, JSON.stringify([a, b]));
        }
      });
    }),
    { numRuns: 20 },
  );
});

function table(name: string, more: Partial<Table> = {}): Table {
  return {
    ...bareTable({ schema: "public", name }, [{ name: "id", type: "bigint", nullable: false }]),
    primaryKey: { name: `${name}_pkey`, columns: ["id"] },
    ...more,
  };
}

Deno.test("diagram() draws a schema's tables with what their keys allow", async () => {
  const refers = (column: string, nullable: boolean, unique: boolean): Table =>
    table(column, {
      columns: [{ name: "id", type: "bigint", nullable: false }, {
        name: column,
        type: "bigint",
        nullable,
      }],
      uniques: unique ? [{ name: `${column}_key`, columns: [column] }] : [],
      foreignKeys: [{
        name: `${column}_fkey`,
        columns: [column],
        references: { schema: "public", name: "accounts", columns: ["id"] },
      }],
    });
  const schema: Schema = {
    ...emptySchema("postgresql@18"),
    tables: [
      table("accounts"),
      refers("many", false, false),
      refers("maybe", true, false),
      refers("one", false, true),
      table("events", { partitioning: { method: "range", keys: ["id"] } }),
      table("events_1", {
        partitionOf: { schema: "public", name: "events", bound: "DEFAULT" },
      }),
    ],
  };
  const { text, alt } = await diagram(schema);
  assert.match(text, /accounts 1 ──< 0\.\.\* many \(many\)/);
  assert.match(text, /accounts 0\.\.1 ──< 0\.\.\* maybe \(maybe\)/);
  assert.match(text, /accounts 1 ── 0\.\.1 one \(one\)/);
  assert.match(text, /events +PK id · 1 column · range by id · 1 partition/);
  assert.equal(
    alt,
    "Table diagram of public: 5 tables, 3 foreign keys, not drawn: 1 partition; accounts is the most connected (3)",
  );
});

Deno.test("diagram() draws an empty model and an empty schema", async () => {
  const empty = { ...shopModel(), entities: [], relationships: [], specializations: [] };
  assert.match((await diagram(empty)).text, /^shop: 0 entities, 0 relationships$/);
  assert.match((await diagram(emptySchema("postgresql@18"))).svg, /0 tables/);
});

Deno.test("diagram() draws a large schema by groups that the names alone do not give away", async () => {
  // Three areas under names without meaning, tied together by one reference.
  const areas = [0, 1, 2].map((area) =>
    Array.from({ length: 30 }, (_, at): Table => {
      const name = `t${(at * 3 + area) * 7919 % 10007}`;
      const hub = `t${area * 7919 % 10007}`;
      const targets = [...(at > 0 ? [hub] : []), ...(at === 7 ? ["t0"] : [])];
      return table(name, {
        foreignKeys: targets.map((target) => ({
          name: `${name}_${target}_fkey`,
          columns: ["id"],
          references: { schema: "public", name: target, columns: ["id"] },
        })),
      });
    })
  );
  const schema: Schema = { ...emptySchema("postgresql@18"), tables: areas.flat() };
  const large = await diagram(schema);
  assert.deepEqual(large.pages?.map(({ title }) => title), [
    "public",
    "around t0",
    "around t5831",
    "around t7919",
  ]);
  for (const [at, page] of large.pages!.slice(1).entries()) {
    const words = new Set(parseSvg(page.svg).texts);
    const area = areas.find(([hub]) => page.title === `around ${hub!.name}`)!;
    assert.deepEqual(area.filter(({ name }) => !words.has(name)), [], String(at));
  }
  const poster = new Set(parseSvg(large.svg).texts);
  assert.deepEqual(schema.tables.filter(({ name }) => !poster.has(name)), []);
  const again = await diagram({ ...schema });
  assert.equal(again.svg, large.svg);
  const bundle = await bundleOf(large);
  assert.equal(bundle["text/html"]!.match(/<img alt="/g)!.length, 4);
});

Deno.test("diagram() keeps the groups that a model declares", async () => {
  const model = shopModel();
  const many = Array.from({ length: 70 }, (_, at) => ({
    ...model.entities[0]!,
    id: `e${at}`,
    name: `Entity ${at}`,
    group: at < 20 ? "few" : "rest",
  }));
  const { pages } = await diagram({
    ...model,
    entities: many,
    relationships: [],
    specializations: [],
  });
  assert.deepEqual(pages!.map(({ title }) => title), ["shop", "rest", "few"]);
});

Deno.test("diagram() takes groups as they are named, finds them, or leaves them out", async () => {
  const groupsOf = async (options: DiagramOptions) =>
    [...(await diagram(shopModel(), options)).text.matchAll(/^(\w+) .* in (.+)$/gm)]
      .map(([, name, group]) => `${name}: ${group}`);
  assert.deepEqual(await groupsOf({ groups: "none" }), []);
  assert.deepEqual(await groupsOf({ groups: { shipping: ["Parcel", "Warehouse"] } }), [
    "Parcel: shipping",
    "Warehouse: shipping",
  ]);
  assert.ok((await groupsOf({ groups: "found" })).length > 0);
  const sales = await diagram(shopModel(), { around: "sales", depth: 0 });
  assert.match(sales.text, /^shop: 5 entities/);
  await assert.rejects(
    diagram(shopModel(), { groups: { shipping: ["Parsel"] } }),
    new RangeError(
      "Cannot put Parsel into the group shipping: there is nothing of that name; did you mean Parcel?",
    ),
  );
});

Deno.test("diagram() ranks what lies in areas however the lines run", async () => {
  const schema = fc.array(
    fc.record({
      area: fc.constantFrom("a", "b", "c", "d"),
      targets: fc.array(fc.nat(39), { maxLength: 3 }),
    }),
    { minLength: 40, maxLength: 40 },
  ).map((drafts): Schema => ({
    ...emptySchema("postgresql@18"),
    tables: drafts.map(({ area, targets }, at) =>
      table(`t${at}`, {
        schema: area,
        foreignKeys: targets.map((target, key) => ({
          name: `f${key}`,
          columns: ["id"],
          references: { schema: drafts[target]!.area, name: `t${target}`, columns: ["id"] },
        })),
      })
    ),
  }));
  await fc.assert(
    fc.asyncProperty(schema, async (schema) => {
      const { svg } = await diagram(schema);
      assert.equal(
        parseSvg(svg).texts.filter((text) => /^[abcd]$/.test(text)).length,
        new Set(
          schema.tables.map((table) => table.schema),
        ).size,
      );
    }),
    { numRuns: 8 },
  );
});

Deno.test("diagram() says what it takes to who gives it something else", async () => {
  const wrong: readonly (readonly [unknown, string])[] = [
    [Promise.resolve(shopModel()), "a promise; await it"],
    ["shop.yaml", '"shop.yaml"'],
    [undefined, "undefined"],
    [{ entities: 3 }, "{ entities: 3 }"],
  ];
  for (const [subject, given] of wrong) {
    await assert.rejects(
      diagram(subject as Schema),
      new TypeError(`Cannot draw a diagram: it takes a model or a schema, and was given ${given}`),
    );
  }
});
