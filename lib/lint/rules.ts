import type { LintRule } from "./rule.ts";
import { columnRules } from "./rules/columns.ts";
import { foreignKeyRules } from "./rules/foreign_keys.ts";
import { indexRules } from "./rules/indexes.ts";
import { keyRules } from "./rules/keys.ts";
import { namingRules } from "./rules/naming.ts";
import { storageRules } from "./rules/storage.ts";
import { volumeRules } from "./rules/volumes.ts";

/** Every rule there is, in the order in which they are listed. */
export const lintRules: readonly LintRule[] = Object.freeze([
  ...keyRules,
  ...foreignKeyRules,
  ...indexRules,
  ...columnRules,
  ...namingRules,
  ...storageRules,
  ...volumeRules,
]);
