/** One linear constraint: low ≤ Σ coefficient × column ≤ high. */
export interface LinearRow {
  readonly terms: readonly (readonly [column: number, coefficient: number])[];
  readonly low?: number;
  readonly high?: number;
}

/** A column of a linear model, from 0. */
export interface LinearColumn {
  /** What one of it costs. */
  readonly cost: number;
  readonly whole?: boolean;
  /** Defaults to no limit. */
  readonly high?: number;
}

/** A linear program of which some columns are whole numbers; its cost is to be least. */
export interface LinearModel {
  readonly columns: readonly LinearColumn[];
  readonly rows: readonly LinearRow[];
}

/** What the solver found. */
export interface LinearSolution {
  readonly values: readonly number[];
  /** No solution costs less. */
  readonly bound: number;
}

/** Solves linear models; HiGHS is loaded once. */
export interface LinearSolver {
  /**
   * @param seconds The longest that it may take.
   * @param precision How far the solution may lie above the bound, as a share.
   * @returns Nothing where no solution was found in time, or there is none.
   */
  solve(model: LinearModel, seconds: number, precision: number): LinearSolution | undefined;
}

/** Loads HiGHS (Huangfu and Hall, "Parallelizing the dual revised simplex method", 2018). */
export async function loadSolver(): Promise<LinearSolver> {
  const { default: load } = await import("highs"); // megabytes of WebAssembly, for whoever solves
  // The types are those of a CommonJS module; what is loaded is none.
  const highs = await (load as unknown as typeof load.default)({});
  return {
    solve(model, seconds, precision) {
      const { columns, rows } = model;
      const starts = [0];
      const indices: number[] = [];
      const values: number[] = [];
      for (const { terms } of rows) {
        for (const [column, coefficient] of terms) {
          indices.push(column);
          values.push(coefficient);
        }
        starts.push(indices.length);
      }
      return highs.withModel({
        numCols: columns.length,
        numRows: rows.length,
        colCost: columns.map(({ cost }) => cost),
        colLower: columns.map(() => 0),
        colUpper: columns.map(({ high = Infinity }) => high),
        integrality: columns.map(({ whole }) => whole ? 1 : 0),
        rowLower: rows.map(({ low = -Infinity }) => low),
        rowUpper: rows.map(({ high = Infinity }) => high),
        matrix: {
          format: "csr",
          numRows: rows.length,
          numCols: columns.length,
          starts,
          indices,
          values,
        },
      }, (program) => {
        program.options.set("output_flag", false);
        program.options.set("time_limit", Math.max(0.1, seconds));
        program.options.set("mip_rel_gap", precision);
        program.options.set("mip_abs_gap", 1e-9);
        program.options.set("random_seed", 0);
        program.run();
        const feasible = Number(program.info.get("primal_solution_status")) === 2;
        if (!feasible) return undefined;
        return {
          values: [...program.getSolution().colValue],
          bound: columns.some(({ whole }) => whole)
            ? Number(program.info.get("mip_dual_bound"))
            : program.getObjectiveValue(),
        };
      });
    },
  };
}
