/**
 * Plans a data model in a notebook and proves the plan before any data exists.
 *
 * @module
 */
