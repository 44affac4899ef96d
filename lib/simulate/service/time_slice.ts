/** Seconds of Linux's `base_slice_ns` on one core. */
const BASE_SLICE = 0.7e-3;
/** Cores beyond these make it no longer. */
const MOST_CORES = 8;

/**
 * Seconds that a process may keep a core to itself while others want it: `base_slice_ns` of Linux, which grows
 * with the logarithm of the cores.
 *
 * Source: Linux 6.6 to 6.18, kernel/sched/fair.c, `sysctl_sched_base_slice` and `get_update_sysctl_factor`
 * (`SCHED_TUNABLESCALING_LOG`).
 *
 * @param cores A whole number from 1.
 */
export function timeSlice(cores: number): number {
  return BASE_SLICE * (1 + Math.floor(Math.log2(Math.min(cores, MOST_CORES))));
}
