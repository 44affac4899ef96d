import { compareFindings, type Finding } from "../../core/finding.ts";
import type { Schema } from "../../schema/schema.ts";
import {
  checkUnvalidatedNotNulls,
  forgetNotNullNames,
  lowerUuidv7,
  storeVirtualColumns,
} from "./dialect/columns.ts";
import {
  dropPeriodForeignKeys,
  dropUnenforced,
  excludeOverlaps,
  refuseSetColumns,
} from "./dialect/constraints.ts";
import type { Dialect } from "./dialect/dialect.ts";
import { laterFunctions } from "./dialect/later_functions.ts";
import { coverNulls } from "./dialect/nulls.ts";
import {
  countWithSequence,
  excludeInPartitions,
  validateOnPartitioned,
} from "./dialect/partitions.ts";
import { dropSecurityInvoker } from "./dialect/views.ts";
import { featureOf } from "./features.ts";

/** A schema in the form that an older version takes, and what that changed. */
export interface LoweredSchema {
  readonly schema: Schema;
  readonly findings: readonly Finding[];
}

const DIALECTS: readonly Dialect[] = [
  { feature: "uuidv7", lower: lowerUuidv7 },
  { feature: "virtual-generated-columns", lower: storeVirtualColumns },
  { feature: "not-null-not-valid", lower: checkUnvalidatedNotNulls },
  { feature: "named-not-null", lower: forgetNotNullNames },
  { feature: "not-enforced", lower: dropUnenforced },
  { feature: "without-overlaps", lower: excludeOverlaps },
  { feature: "period-foreign-keys", lower: dropPeriodForeignKeys },
  { feature: "not-valid-on-partitioned", lower: validateOnPartitioned },
  { feature: "exclusion-on-partitioned", lower: excludeInPartitions },
  { feature: "identity-on-partitioned", lower: countWithSequence },
  { feature: "nulls-not-distinct", lower: coverNulls },
  { feature: "set-null-columns", lower: refuseSetColumns },
  { feature: "security-invoker-views", lower: dropSecurityInvoker },
];

/**
 * Puts a schema in the form that a version of PostgreSQL takes: what it lacks is said in the older way
 * where there is one, and reported.
 *
 * @param schema The schema.
 * @param version The major version, 14 to 18.
 */
export function lowerSchema(schema: Schema, version: number): LoweredSchema {
  const findings: Finding[] = [];
  let lowered = schema;
  for (const { feature, lower } of DIALECTS) {
    const { since, title } = featureOf(feature);
    if (version >= since) continue;
    lowered = lower(lowered, (report) =>
      findings.push({
        code: `without-${feature}`,
        ...report,
        what: `PostgreSQL ${version} has no ${title} (since ${since}): ${report.what}`,
      }));
  }
  findings.push(...laterFunctions(lowered, version));
  return { schema: lowered, findings: findings.sort(compareFindings) };
}
