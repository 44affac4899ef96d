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
