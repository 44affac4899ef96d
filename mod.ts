/**
 * Plans a data model in a notebook and proves the plan before any data exists.
 *
 * @module
 */
export {
  type Displayable,
  displayable,
  type Draw,
  type MimeBundle,
} from "./lib/core/displayable.ts";
export { type Edit } from "./lib/core/edit.ts";
export {
  type Evidence,
  type Figure,
  figure,
  type FigureOptions,
  type Tag,
  type Unit,
} from "./lib/core/figure.ts";
export { type Finding, type Severity } from "./lib/core/finding.ts";
export { show, type ShowOptions } from "./lib/core/show.ts";
export {
  addDuration,
  addMonths,
  type IsoDate,
  parseDate,
  type ParseDateOptions,
} from "./lib/core/date.ts";
export {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatRate,
  formatShare,
} from "./lib/core/format.ts";
export {
  type Amount,
  parseBytes,
  parseCount,
  parseDuration,
  parseRate,
  parseShare,
} from "./lib/core/quantity.ts";
