import type { Command } from "./command.ts";
import { ddlCommand } from "./ddl.ts";
import { denormalizeCommand } from "./denormalize.ts";
import { diagramCommand } from "./diagram.ts";
import { explainCommand } from "./explain.ts";
import { discoverCommand } from "./discover.ts";
import { indexCommand } from "./index.ts";
import { importCommand } from "./import.ts";
import { forecastCommand } from "./forecast.ts";
import { lintCommand } from "./lint.ts";
import { normalizeCommand } from "./normalize.ts";
import { partitionCommand } from "./partition.ts";
import { planCommand } from "./plan.ts";
import { runCommand } from "./run.ts";
import { shardCommand } from "./shard.ts";
import { simulateCommand } from "./simulate.ts";
import { sizeCommand } from "./size.ts";
import { stressCommand } from "./stress.ts";

/** Every command, in the order in which the help lists them. */
export const commands: readonly Command[] = Object.freeze([
  planCommand,
  ddlCommand,
  diagramCommand,
  lintCommand,
  importCommand,
  runCommand,
  sizeCommand,
  forecastCommand,
  partitionCommand,
  shardCommand,
  explainCommand,
  stressCommand,
  indexCommand,
  simulateCommand,
  normalizeCommand,
  denormalizeCommand,
  discoverCommand,
]);
