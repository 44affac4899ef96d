import type { ObjectsOptions } from "./table_from_objects.ts";
import { addValue, columnBuilder, type TableData, tableData } from "./table_data.ts";

/**
 * Reads a Parquet file through DuckDB. Values are compared as the text that DuckDB writes for them.
 *
 * @throws {SyntaxError} When the file is not Parquet.
 */
export async function readParquet(path: string, options: ObjectsOptions = {}): Promise<TableData> {
  const { name = path } = options;
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const result = await connection.stream(
      "select columns(*)::varchar from read_parquet($path)",
      { path },
    ).catch((error: Error) => {
      throw new SyntaxError(`Cannot read ${name}: ${error.message.split("\n")[0]}`);
    });
    const columns = result.columnNames().map((column) => columnBuilder(column));
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      chunk.getColumns().forEach((values, at) => {
        for (const value of values) addValue(columns[at]!, value === null ? null : String(value));
      });
    }
    return tableData(name, columns);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
