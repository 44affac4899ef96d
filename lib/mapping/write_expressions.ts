import { type Draft, tablesOf } from "./draft.ts";
import { expressionColumns } from "./map_attributes.ts";
import { withColumnNames } from "./sql_names.ts";

/** Writes columns for attributes in the expressions of derived attributes. */
export function writeExpressions(draft: Draft): void {
  for (const entity of draft.model.entities) {
    for (const table of tablesOf(draft, entity.name)) {
      const columns = expressionColumns(table, entity);
      table.columns.forEach((column, at) => {
        if (!column.generated) return;
        const expression = withColumnNames(column.generated.expression, columns);
        table.columns[at] = { ...column, generated: { ...column.generated, expression } };
      });
    }
  }
}
