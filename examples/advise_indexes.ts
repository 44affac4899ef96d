/**
 * Advises the indexes of a model within a budget, with reasons and the statements in order:
 * `deno run -A examples/advise_indexes.ts examples/shop.yaml 2GB`.
 *
 * @module
 */
import {
  adviseIndexes,
  explainAdvice,
  indexesSql,
  openLab,
  openSource,
  show,
} from "@groundplan/groundplan";

const [source = "examples/shop.yaml", budget = "2 GB"] = Deno.args;
const { model } = await openSource(source);
await using lab = await openLab(model);

const advice = await show(adviseIndexes(lab, { budget, deadline: "1 min" }));
const explained = await show(explainAdvice(lab, advice));
console.log(indexesSql(explained));
