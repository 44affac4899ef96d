import { freeze } from "../../core/freeze.ts";
import { didYouMean } from "../../core/suggest.ts";
import { columnsOf } from "../../whatif/model_patterns.ts";
import { parsePattern } from "../../workload/parse_pattern.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import { modelPatterns } from "../../whatif/model_patterns.ts";
import { citusShard } from "../placement/citus_shard.ts";
import { hashPartition } from "../placement/hash_partition.ts";
import type { KeyValue } from "../placement/hash_value.ts";
import { type PatternRoute, routePattern } from "./route_pattern.ts";
import { type Distribution, pathOf } from "./shard_candidates.ts";
import type { ShardPlan } from "./shard_plan.ts";
import type { Model } from "../../model/model.ts";

/** How a statement is routed. */
export interface RouteOptions {
  /** Values of `$1`, `$2`, …; a list for `= any ($1)`. */
  readonly params?: readonly (KeyValue | readonly KeyValue[] | null)[];
  /** Native hash partitions, or the hash ranges of Citus. Defaults to `native`. */
  readonly placement?: "native" | "citus";
  /** Where query patterns are looked up by name. */
  readonly model?: Model;
}

/** The shards of one execution of a statement, and why. */
export interface Route extends PatternRoute {
  /** Numbers of the shards, from 0, ascending. */
  readonly shards: readonly number[];
  /** Shards that there are. */
  readonly of: number;
}

/**
 * Says which shards a statement goes to with these values, and why. For native hash partitions the numbers
 * are the remainders that PostgreSQL itself computes.
 *
 * @param plan Where the tables' rows are.
 * @param query A statement, or with `model` the name of one of its query patterns.
 * @throws {SyntaxError} When the statement does not parse.
 * @throws {RangeError} When a value that chooses the shard is missing.
 * @throws {TypeError} When a value is not of the distribution column's type.
 */
export async function route(
  plan: Pick<ShardPlan, "tables" | "shards" | "schema">,
  query: string,
  options: RouteOptions = {},
): Promise<Route> {
  const { params = [], placement = "native" } = options;
  const pattern = await patternOf(plan, query, options.model);
  const tables = new Map(plan.schema.tables.map((table) => [pathOf(table), table]));
  const assignment = new Map(plan.tables.map(({ table, key, type, root, copiedAlong }) => {
    const choice: Distribution = key === undefined ? { kind: "reference" } : {
      kind: "distributed",
      column: key,
      type: type!,
      root: root!,
      ...(copiedAlong === undefined ? {} : { along: copiedAlong }),
    };
    return [table, choice];
  }));
  const known = routePattern(pattern, assignment, tables);
  const all = Array.from({ length: plan.shards }, (_, at) => at);
  const { by } = known;
  if (!by || (by.parameter === undefined && by.constant === undefined)) {
    const shards = known.reach === "one" ? all.slice(0, 1) : all;
    return freeze({ ...known, shards, of: plan.shards });
  }
  const given = by.parameter === undefined ? by.constant! : params[by.parameter - 1];
  if (given === undefined) {
    throw new RangeError(
      `Cannot route ${pattern.name}: $${by.parameter} chooses the shard and ${params.length} values are given`,
    );
  }
  const place = placement === "citus"
    ? citusShard(by.type, plan.shards)
    : ((partition) => (value: KeyValue) => partition([value]))(
      hashPartition([by.type], plan.shards),
    );
  const values = Array.isArray(given) ? given : [given];
  const shards = [...new Set(values.flatMap((value) => value === null ? [] : [place(value)]))];
  const list = shards.toSorted((a, b) => a - b);
  return freeze({
    ...known,
    shards: list,
    of: plan.shards,
    reason: list.length === 0
      ? `${known.reason}; no row has NULL there`
      : `${known.reason}; the hash of ${values.join(", ")} leads to shard ${
        list.join(", ")
      } of ${plan.shards}`,
  });
}

async function patternOf(
  { schema }: Pick<ShardPlan, "schema">,
  query: string,
  model: Model | undefined,
): Promise<Pick<QueryPattern, "name" | "kind" | "tables" | "joins">> {
  if (!model || /\s/.test(query.trim())) {
    return await parsePattern(query, { columns: columnsOf(schema) });
  }
  const { patterns } = await modelPatterns(model, schema);
  const found = patterns.find(({ name }) => name === query);
  if (found) return found;
  throw new RangeError(
    `Cannot route ${JSON.stringify(query)}: no such query pattern${
      didYouMean(query, patterns.map(({ name }) => name))
    }`,
  );
}
