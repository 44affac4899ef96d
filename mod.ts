/**
 * Plans a data model in a notebook and proves the plan before any data exists.
 *
 * @module
 */

// Values that all others share.
export {
  addDuration,
  addMonths,
  type IsoDate,
  parseDate,
  type ParseDateOptions,
} from "./lib/core/date.ts";
export {
  display,
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
export { type Random, randomFrom } from "./lib/core/random.ts";
export { type LiveDisplay, show, showLive, type ShowOptions } from "./lib/core/show.ts";

// The model.
export {
  type ModelEdit,
  type ModelEditKind,
  type ModelEditValues,
} from "./lib/model/apply_model_edits.ts";
export {
  attribute,
  type AttributeBuilder,
  type AttributeDraft,
  type AttributeTypes,
  t,
} from "./lib/model/attribute_builder.ts";
export type * from "./lib/model/attribute_type.ts";
export { compareModels, type ModelChange } from "./lib/model/compare_models.ts";
export { defineModel, type DefineModelOptions } from "./lib/model/define_model.ts";
export type { ModelElements, ModelList } from "./lib/model/edit_model.ts";
export { formatGrowth, parseGrowth } from "./lib/model/growth_text.ts";
export type * from "./lib/model/model.ts";
export type * from "./lib/model/model_builder.ts";
export { modelOf } from "./lib/model/model_builder.ts";
export { ModelFileError, type ModelFileProblem } from "./lib/model/model_file_error.ts";
export { type JsonSchema, modelFileSchema } from "./lib/model/model_file_schema.ts";
export { type AttributeSpec } from "./lib/model/read_attribute.ts";
export { type DistributionSpec } from "./lib/model/read_distribution.ts";
export { readModel, type ReadModelOptions } from "./lib/model/read_model.ts";
export { parseRelationship, type RelationshipSentence } from "./lib/model/relationship_sentence.ts";
export { validateModel, type Validation } from "./lib/model/validate_model.ts";
export type * from "./lib/model/volume.ts";
export { writeModel, type WriteModelOptions } from "./lib/model/write_model.ts";

// The schema.
export {
  apply,
  type SchemaEdit,
  type SchemaEditKind,
  type SchemaEditValues,
} from "./lib/schema/apply_edits.ts";
export {
  compareSchemas,
  equalSchemas,
  type SchemaDifference,
  type SchemaObjectKind,
} from "./lib/schema/compare_schemas.ts";
export { emptySchema } from "./lib/schema/empty_schema.ts";
export type * from "./lib/schema/schema.ts";

// The workload.
export { type TableColumns } from "./lib/workload/find_uses.ts";
export { parsePattern, type ParsePatternOptions } from "./lib/workload/parse_pattern.ts";
export type * from "./lib/workload/query_pattern.ts";
export {
  readStatements,
  readStatementsCsv,
  readStatementsLive,
  type ReadWorkloadOptions,
  type WorkloadConnection,
} from "./lib/workload/read_workload.ts";

// Statistics.
export { parseStatisticsDump } from "./lib/statistics/parse_statistics_dump.ts";
export { readStatistics, type StatisticsConnection } from "./lib/statistics/read_statistics.ts";
export type * from "./lib/statistics/statistics.ts";
export {
  formatStatistics,
  loadStatistics,
  parseStatistics,
  saveStatistics,
} from "./lib/statistics/statistics_file.ts";

// Engines.
export { type Ddl, ddl, type DdlOptions } from "./lib/engines/postgresql/ddl.ts";
export {
  type BtreeLayout,
  btreeSize,
  type IndexSize,
  type InsertOrder,
} from "./lib/engines/postgresql/sizes/btree.ts";
export { type GinLayout, ginSize } from "./lib/engines/postgresql/sizes/gin.ts";
export { type HeapLayout, type HeapSize, heapSize } from "./lib/engines/postgresql/sizes/heap.ts";
export {
  type BrinLayout,
  brinSize,
  type GistLayout,
  gistSize,
  type HashLayout,
  hashSize,
} from "./lib/engines/postgresql/sizes/other_indexes.ts";
export {
  type SizedIndex,
  sizeTable,
  type TableContents,
  type TableSizes,
} from "./lib/engines/postgresql/sizes/size_table.ts";
export { storageOfType, type TypeStorage } from "./lib/engines/postgresql/sizes/storage_of_type.ts";
export { type StoredColumn } from "./lib/engines/postgresql/sizes/stored_column.ts";
export { type Toast } from "./lib/engines/postgresql/sizes/toast.ts";
export {
  fullPageImages,
  type LoggedRow,
  type WalBytes,
  walBytes,
} from "./lib/engines/postgresql/sizes/wal.ts";
export {
  type BulkAmounts,
  bulkSeconds,
  type BulkWork,
  THROUGHPUT,
  type Throughput,
} from "./lib/engines/postgresql/throughput.ts";
export { canonicalType } from "./lib/engines/postgresql/types.ts";

// From models to schemas and back.
export { mapModel, type MappedModel } from "./lib/mapping/map_model.ts";
export { type MapModelOptions } from "./lib/mapping/map_model_options.ts";
export { patternSql, type PatternSqlOptions } from "./lib/mapping/pattern_sql.ts";
export {
  type RecognizedModel,
  recognizeModel,
  type RecognizeModelOptions,
} from "./lib/mapping/recognize_model.ts";
export { toModel } from "./lib/mapping/to_model.ts";
export { toSchema } from "./lib/mapping/to_schema.ts";

// The embedded PostgreSQL.
export { readCatalog, type ReadCatalogOptions } from "./lib/embedded/read_catalog.ts";

// Ways in.
export { readDbml } from "./lib/sources/dbml/read_dbml.ts";
export {
  importDatabase,
  type ImportDatabaseOptions,
  type ImportedDatabase,
} from "./lib/sources/import_database.ts";
export { type ImportJson, importJson, type TableJson } from "./lib/sources/import_json.ts";
export {
  type ImportedSchema,
  importSchema,
  type ImportSchemaOptions,
  type SetAside,
} from "./lib/sources/import_schema.ts";
export { type ConnectOptions } from "./lib/sources/live/connect_postgres.ts";
export { type ReadSchema, type ReadSchemaOptions } from "./lib/sources/model_of_declared.ts";
export { openSource } from "./lib/sources/open_source.ts";
export { readPrisma } from "./lib/sources/prisma/read_prisma.ts";
export { type OpenedSource, type OpenSourceOptions } from "./lib/sources/source.ts";
export type * from "./lib/sources/words/draft.ts";
export { draftModel, type DraftModelOptions } from "./lib/sources/words/draft_model.ts";
export { type Propose } from "./lib/sources/words/merge_proposal.ts";

// Growth.
export { type CapacitySpec } from "./lib/growth/capacity.ts";
export { type GrowthThreshold } from "./lib/growth/crossing.ts";
export {
  declareStatistics,
  type DeclareStatisticsOptions,
} from "./lib/growth/declare_statistics.ts";
export { type FanOutByAge } from "./lib/growth/fan_out.ts";
export {
  fitHistory,
  fittedRows,
  type HistoryFit,
  type HistoryPoint,
} from "./lib/growth/fit_history.ts";
export {
  type Forecast,
  forecast,
  type ForecastOptions,
  type ForecastPoint,
  type ForecastSeries,
  type MeasuredFit,
} from "./lib/growth/forecast.ts";
export { grow } from "./lib/growth/grow.ts";
export {
  type Costs,
  type MonthCost,
  price,
  type PricedInstance,
  type PriceSheet,
  SAMPLE_PRICES,
} from "./lib/growth/price.ts";
export { project, type ProjectOptions } from "./lib/growth/project.ts";
export { type Quantiles } from "./lib/growth/quantiles.ts";
export { readHistory } from "./lib/growth/read_history.ts";
export { readPrices } from "./lib/growth/read_prices.ts";
export { type RelationKind } from "./lib/growth/size_curves.ts";
export {
  type RelationSize,
  sizeRelations,
  type SizeRelationsOptions,
} from "./lib/growth/size_relations.ts";
export { type TableRows, tableRows } from "./lib/growth/table_rows.ts";
export { type Histories } from "./lib/growth/with_history.ts";

// Normalization, and dependencies found in data.
export {
  type CandidateKeys,
  candidateKeys,
  type CandidateKeysOptions,
} from "./lib/normalize/candidate_keys.ts";
export { closure } from "./lib/normalize/closure.ts";
export { confirmDependency, type ConfirmedDependency } from "./lib/normalize/confirm_dependency.ts";
export { decompose4nf, decomposeBcnf } from "./lib/normalize/decompose.ts";
export { type Decomposition, type Part } from "./lib/normalize/decomposition.ts";
export {
  discoverDependencies,
  type DiscoveredDependencies,
  type DiscoverOptions,
  type MinimalDependency,
} from "./lib/normalize/discover_dependencies.ts";
export {
  type DiscoveredInclusion,
  discoverInclusions,
  type InclusionOptions,
} from "./lib/normalize/discover_inclusions.ts";
export {
  type ApproximateDependency,
  type ApproximateOptions,
} from "./lib/normalize/discovery/approximate.ts";
export { type NullSemantics } from "./lib/normalize/discovery/codes_of.ts";
export {
  type DiscoveredMultivalued,
  type MultivaluedOptions,
} from "./lib/normalize/discovery/find_multivalued.ts";
export {
  type DiscoveredDependency,
  type DiscoveredKey,
  type Doubt,
} from "./lib/normalize/discovery/rank.ts";
export { type DelimitedOptions, parseDelimited } from "./lib/normalize/input/parse_delimited.ts";
export { parseJsonLines } from "./lib/normalize/input/parse_json_lines.ts";
export {
  readTable,
  type ReadTableOptions,
  type TableFormat,
} from "./lib/normalize/input/read_table.ts";
export {
  type ColumnData,
  type ColumnKind,
  type TableData,
} from "./lib/normalize/input/table_data.ts";
export { type ObjectsOptions, tableFromObjects } from "./lib/normalize/input/table_from_objects.ts";
export { areEquivalent, minimalCover } from "./lib/normalize/minimal_cover.ts";
export {
  type NormalForm,
  normalForm,
  type NormalFormVerdict,
  type Violation,
} from "./lib/normalize/normal_form.ts";
export {
  type EntityNormalForm,
  normalize,
  type NormalizedModel,
  type NormalizeOptions,
  type WaivedViolation,
} from "./lib/normalize/normalize.ts";
export { type NormalizedRelation, normalizeRelation } from "./lib/normalize/normalize_relation.ts";
export {
  type ParsedDependencies,
  parseDependencies,
  parseRelation,
} from "./lib/normalize/parse_relation.ts";
export {
  type ChaseProof,
  type Dependency,
  lostDependencies,
  proveDependency,
  proveLosslessJoin,
} from "./lib/normalize/prove.ts";
export {
  type FunctionalDependency,
  type JoinDependency,
  type MultivaluedDependency,
  type Relation,
} from "./lib/normalize/relation.ts";
export { type RelationJson, relationJson } from "./lib/normalize/relation_json.ts";
export { stayDenormalized, type StayOptions } from "./lib/normalize/stay_denormalized.ts";
export { synthesize } from "./lib/normalize/synthesize.ts";
export { type TraceStep, type TraceTopic } from "./lib/normalize/trace.ts";

// The lab.
export { accessPath } from "./lib/whatif/access_path.ts";
export { type ParameterCase } from "./lib/whatif/choose_parameters.ts";
export { comparePlans, type PlanComparison } from "./lib/whatif/compare_plans.ts";
export {
  type CostCurve,
  type CostCurveOptions,
  type CostPoint,
  type PlanChange,
} from "./lib/whatif/cost_curve.ts";
export { type Explained, explainedJson, type OtherPlan } from "./lib/whatif/explained.ts";
export {
  findRewrites,
  type FindRewritesOptions,
  type Rewrite,
  type Rewrites,
} from "./lib/whatif/find_rewrites.ts";
export { type Hardware, type HardwareSpec, type Storage } from "./lib/whatif/hardware.ts";
export {
  type ExplainOptions,
  type Lab,
  type LabOptions,
  type LabSubject,
  type LabWithOptions,
} from "./lib/whatif/lab.ts";
export { openLab } from "./lib/whatif/open_lab.ts";
export { type PlanNode, readPlan } from "./lib/whatif/plan.ts";
export { PlanningError } from "./lib/whatif/planning_error.ts";
export {
  type Stress,
  type StressedQuery,
  stressJson,
  type StressOptions,
} from "./lib/whatif/stress.ts";
export {
  type OptionalIndex,
  type WhatIf,
  type WhatIfCost,
  type WhatIfQuestion,
} from "./lib/whatif/what_if.ts";

// Design rules.
export {
  type JudgedRule,
  type LintResult,
  lintSchema,
  type LintSchemaOptions,
  type WaivedFinding,
} from "./lib/lint/lint_schema.ts";
export { type LintContext, type LintRule, type RuleHit } from "./lib/lint/rule.ts";
export { lintRules } from "./lib/lint/rules.ts";

// Indexes and denormalization.
export {
  type AdviceCost,
  type AdviceProgress,
  type AdvisedIndex,
  type AdviseIndexesOptions,
  type DroppedIndex,
  type FrontierPoint,
  type IndexAdvice,
  type IndexCandidate,
  type IndexKind,
  type QueryAdvice,
} from "./lib/indexes/advice.ts";
export {
  type AdviceStability,
  adviceStability,
  type StabilityCase,
} from "./lib/indexes/advice_stability.ts";
export { adviseIndexes } from "./lib/indexes/advise_indexes.ts";
export {
  type AdviceOverTime,
  adviseIndexesOverTime,
  type AdviseOverTimeOptions,
  type IndexStart,
} from "./lib/indexes/advise_over_time.ts";
export { type IndexBuild, indexBuild } from "./lib/indexes/build_index.ts";
export {
  type Denormalization,
  type DenormalizationProposal,
  type DenormalizeOptions,
  type RejectedDenormalization,
  type RewrittenQuery,
} from "./lib/indexes/denormalize/denormalization.ts";
export { denormalize } from "./lib/indexes/denormalize/denormalize.ts";
export {
  type ConsistencyRule,
  type DenormalizationKind,
} from "./lib/indexes/denormalize/structure.ts";
export {
  explainAdvice,
  type ExplainedAdvice,
  type IndexReason,
  type LeftOut,
  type QueryChange,
} from "./lib/indexes/explain_advice.ts";
export { foreignKeyChecks } from "./lib/indexes/foreign_key_support.ts";
export { type Upkeep } from "./lib/indexes/index_upkeep.ts";
export { indexesSql } from "./lib/indexes/indexes_sql.ts";
export {
  type Redundancy,
  type RedundantIndex,
  redundantIndexes,
  type RedundantIndexesOptions,
} from "./lib/indexes/redundant_indexes.ts";
export {
  type ChangeKind,
  type RowChange,
  type RowChangesOptions,
} from "./lib/indexes/row_changes.ts";
export { type PagedContents } from "./lib/indexes/table_contents.ts";
export { type WorkloadCost, workloadCost } from "./lib/indexes/workload_cost.ts";
export {
  type IndexWriteCost,
  openWriteCost,
  type TableIndex,
  type TableWriteCost,
  type WriteCost,
  type WriteCostOptions,
} from "./lib/indexes/write_cost.ts";

// Partitions and shards.
export type { PartitionAdvice } from "./lib/scale/partitions/partition_advice.ts";
export { type Interval } from "./lib/scale/partitions/interval.ts";
export { type PatternPruning } from "./lib/scale/partitions/measure_pruning.ts";
export { type PartitionKey } from "./lib/scale/partitions/partition_key.ts";
export {
  type PartitionLife,
  type PartitionSchedule,
  type ScheduledRun,
} from "./lib/scale/partitions/partition_schedule.ts";
export {
  type PartitionPlan,
  planPartitions,
  type PlanPartitionsOptions,
} from "./lib/scale/partitions/plan_partitions.ts";
export { type HashPartition, hashPartition } from "./lib/scale/placement/hash_partition.ts";
export { type KeyValue } from "./lib/scale/placement/hash_value.ts";
export { type Hash64 } from "./lib/scale/placement/jenkins_hash.ts";
export { jumpHash } from "./lib/scale/placement/jump_hash.ts";
export {
  type KeySkew,
  type Placement,
  type PlacementMethod,
  type PlacementOptions,
  simulatePlacement,
} from "./lib/scale/placement/simulate_placement.ts";
export {
  type Movement,
  movement,
  type MovementOptions,
  type PlacementScheme,
} from "./lib/scale/shards/movement.ts";
export { planShards } from "./lib/scale/shards/plan_shards.ts";
export type {
  PlanShardsOptions,
  ShardedPattern,
  ShardedTable,
  ShardPlan,
} from "./lib/scale/shards/shard_plan.ts";
export { type Route, route, type RouteOptions } from "./lib/scale/shards/route.ts";
export { type PatternRoute, type Reach as ShardReach } from "./lib/scale/shards/route_pattern.ts";
export { type ShardDdl } from "./lib/scale/shards/shard_ddl.ts";
export { type ShardHeat } from "./lib/scale/shards/shard_heat.ts";
export { hottestShard } from "./lib/scale/shards/skew.ts";

// Simulation.
export {
  type CachedPages,
  type CheApproximation,
  cheApproximation,
  type CheApproximationOptions,
} from "./lib/simulate/cache/che_approximation.ts";
export type * from "./lib/simulate/load/load.ts";
export {
  type ComparedPattern,
  compareLatency,
  type LatencyComparison,
  type PredictedLatency,
} from "./lib/simulate/load_tools/compare_latency.ts";
export { type K6Script, k6Script } from "./lib/simulate/load_tools/k6_script.ts";
export { measuredDemands } from "./lib/simulate/load_tools/measured_demands.ts";
export {
  type LoadToolOptions,
  type PgbenchScripts,
  pgbenchScripts,
} from "./lib/simulate/load_tools/pgbench_scripts.ts";
export {
  type MeasuredLatency,
  type PgbenchLog,
  readPgbenchLog,
  type ReadPgbenchLogOptions,
} from "./lib/simulate/load_tools/read_pgbench_log.ts";
export { erlangB, erlangC } from "./lib/simulate/queues/erlang.ts";
export {
  type Queue,
  queue,
  type QueueOptions,
  sojournQuantile,
  waitQuantile,
} from "./lib/simulate/queues/queue.ts";
export {
  fitUsl,
  type UslCoefficients,
  type UslPeak,
  uslPeak,
  uslThroughput,
} from "./lib/simulate/queues/usl.ts";
export { calibrate, type CalibrateOptions } from "./lib/simulate/service/calibrate.ts";
export type { CalibrationStatement } from "./lib/simulate/service/time_statements.ts";
export {
  ASSUMED_CALIBRATION,
  type Calibration,
  type Work,
  type WorkSeconds,
} from "./lib/simulate/service/calibration.ts";
export {
  formatCalibration,
  loadCalibration,
  parseCalibration,
  saveCalibration,
} from "./lib/simulate/service/calibration_file.ts";
export {
  type Device,
  DEVICES,
  type Machine,
  type MachineSpec,
  readMachine,
} from "./lib/simulate/service/machine.ts";
export {
  type AccessKind,
  type BackgroundDemand,
  type CacheState,
  type DemandCase,
  type LockDemand,
  type PageAccess,
  type PageClass,
  type ServiceDemand,
  type ServiceDemands,
  type WriteDemand,
} from "./lib/simulate/service/service_demand.ts";
export {
  serviceDemands,
  type ServiceDemandsOptions,
} from "./lib/simulate/service/service_demands.ts";
export { simulate } from "./lib/simulate/simulate.ts";
export type * from "./lib/simulate/simulate_options.ts";
export type * from "./lib/simulate/simulation.ts";
export { type Failure } from "./lib/simulate/system/build_network.ts";
export { type StationKind } from "./lib/simulate/system/solved_system.ts";

// The plan.
export type * from "./lib/plan/block.ts";
export { type ChecklistResult, type PhaseProgress } from "./lib/plan/checklist.ts";
export { type ChecklistItem, checklistItems } from "./lib/plan/checklist_items.ts";
export { type Guide, guide, type GuideStep, type KnownTopic } from "./lib/plan/guide.ts";
export { type Phase, type PhaseName, phases } from "./lib/plan/phases.ts";
export { type Plan, plan, type PlanOptions } from "./lib/plan/plan.ts";
export { type PlanContext } from "./lib/plan/plan_context.ts";
export { type RankedFinding } from "./lib/plan/rank_findings.ts";
export { type Reach } from "./lib/plan/reach.ts";
export {
  type NotBuilt,
  type Section,
  type SectionBuilder,
  type SectionContent,
} from "./lib/plan/section.ts";
export { sections } from "./lib/plan/sections.ts";
export { type Question, type TopicSurvey } from "./lib/plan/survey.ts";
export { type Timeline, type TimelinePhase, type TimelineStep } from "./lib/plan/timeline.ts";
export { type StepName } from "./lib/plan/topic.ts";

// Pictures.
export { areaChart, type AreaChartOptions } from "./lib/display/chart/area_chart.ts";
export { type Axis } from "./lib/display/chart/axis.ts";
export { type Chart, type ChartWords } from "./lib/display/chart/chart.ts";
export { frontierChart, type FrontierChartOptions } from "./lib/display/chart/frontier_chart.ts";
export { heatMap, type HeatMapOptions } from "./lib/display/chart/heat_map.ts";
export {
  lineChart,
  type LineChartOptions,
  type LinePoint,
  type LineSeries,
} from "./lib/display/chart/line_chart.ts";
export { type Threshold } from "./lib/display/chart/threshold_marks.ts";
export {
  type DrawnStep,
  timelineChart,
  type TimelineChartOptions,
} from "./lib/display/chart/timeline_chart.ts";
export { tornadoChart, type TornadoChartOptions } from "./lib/display/chart/tornado_chart.ts";
export {
  type Detail,
  type Diagram,
  diagram,
  type DiagramOptions,
  type DiagramPage,
  type Groups,
} from "./lib/display/diagram.ts";
export { type Dictionary, dictionary, type DictionaryEntry } from "./lib/display/dictionary.ts";
export { formatFigure, formatQuantity } from "./lib/display/format_figure.ts";
export {
  decompositionDiagram,
  type DecompositionPictureOptions,
} from "./lib/display/normalization/draw_decomposition.ts";
export {
  duplicatedCells,
  type DuplicatesOptions,
} from "./lib/display/normalization/draw_duplicates.ts";
export { keyLattice } from "./lib/display/normalization/draw_key_lattice.ts";
export { type RelationPicture } from "./lib/display/normalization/relation_picture.ts";
export {
  type Cell,
  type DataTable,
  table,
  type TableColumn,
  type TableOptions,
} from "./lib/display/table.ts";

// The report.
export { renderReport, type ReportFiles, writeReport } from "./lib/report/render_report.ts";

// Notebooks.
export { CellError, type CellFailure, describeFailure } from "./lib/notebook/cell_error.ts";
export { type CellOutput, type DisplayUpdate } from "./lib/notebook/cell_outputs.ts";
export { describeProgress } from "./lib/notebook/describe_progress.ts";
export {
  type CellProgress,
  type ExecutedNotebook,
  executeNotebook,
  type ExecuteNotebookOptions,
} from "./lib/notebook/execute_notebook.ts";
export { type CellModule, type CellStart, extractCells } from "./lib/notebook/extract_cells.ts";
export { type CellExecution, type ExecuteOptions, Kernel } from "./lib/notebook/kernel.ts";
export { KernelError, type KernelFailure } from "./lib/notebook/kernel_error.ts";
export {
  type Attachments,
  type CodeCell,
  type DisplayOutput,
  type ErrorOutput,
  type JsonObject,
  type JsonValue,
  type MarkdownCell,
  type Notebook,
  type NotebookCell,
  type Output,
  type OutputData,
  type RawCell,
  type ResultOutput,
  type StreamOutput,
} from "./lib/notebook/notebook.ts";
export {
  type MarkdownDocument,
  notebookToMarkdown,
  type NotebookToMarkdownOptions,
  type PictureFile,
} from "./lib/notebook/notebook_to_markdown.ts";
export { type Parameters, type ParameterValue } from "./lib/notebook/parameters.ts";
export { parseNotebook, type ParseNotebookOptions } from "./lib/notebook/parse_notebook.ts";
export { printNotebook } from "./lib/notebook/print_notebook.ts";
export { notebookToPdf, type PrintPdfOptions } from "./lib/notebook/print_pdf.ts";
export { renderNotebook, type RenderNotebookOptions } from "./lib/notebook/render_notebook.ts";
export {
  runNotebook,
  type RunNotebookOptions,
  type RunResult,
} from "./lib/notebook/run_notebook.ts";
export { startKernel, type StartKernelOptions } from "./lib/notebook/start_kernel.ts";
