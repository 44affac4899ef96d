import assert from "node:assert/strict";
import fc from "fast-check";
import { randomFrom } from "../../../lib/core/random.ts";
import { erlangC } from "../../../lib/simulate/queues/erlang.ts";
import { timeSlice } from "../../../lib/simulate/service/time_slice.ts";
import { type RepeatedWork, sliceLeft } from "../../../lib/simulate/system/slice_left.ts";
import { sharedDelay } from "../../../lib/simulate/system/shared_delay.ts";

Deno.test("a slice grows with the logarithm of the cores, up to eight", () => {
  // What Linux 6.6 and later print in /sys/kernel/debug/sched/base_slice_ns, in microseconds.
  const published = [[1, 700], [2, 1400], [3, 1400], [4, 2100], [8, 2800], [64, 2800]] as const;
  for (const [cores, microseconds] of published) {
    assert.equal(Math.round(timeSlice(cores) * 1e6), microseconds, `${cores} cores`);
  }
});

Deno.test("what is left of a slice is what somebody finds who looks at any time", () => {
  fc.assert(fc.property(
    fc.array(
      fc.record({
        rate: fc.double({ min: 0.1, max: 10, noNaN: true }),
        seconds: fc.double({ min: 0.01, max: 5, noNaN: true }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    (works) => {
      // The mean over the time of what is left, by adding up slice after slice in small steps.
      const slices = works.flatMap(({ rate, seconds }) => {
        const cut: { rate: number; seconds: number }[] = [];
        for (let left = seconds; left > 1e-12; left -= 1) {
          cut.push({ rate, seconds: Math.min(1, left) });
        }
        return cut;
      });
      let [time, area] = [0, 0];
      const steps = 200;
      for (const { rate, seconds } of slices) {
        for (let step = 0; step < steps; step++) {
          const passed = (step + 0.5) * seconds / steps;
          area += rate * (seconds - passed) * seconds / steps;
          time += rate * seconds / steps;
        }
      }
      assert.ok(Math.abs(sliceLeft(works, 1) - area / time) < 1e-9);
    },
  ));
});

/** Round robin slice by slice: mean seconds that each kind of work is held up. */
function roundRobin(
  works: readonly RepeatedWork[],
  { cores, slice, newcomers }: {
    readonly cores: number;
    readonly slice: number;
    readonly newcomers: "first" | "last";
  },
): readonly number[] {
  const random = randomFrom(`${cores}/${slice}/${newcomers}`);
  const rate = works.reduce((sum, one) => sum + one.rate, 0);
  interface Job {
    readonly kind: number;
    readonly came: number;
    left: number;
  }
  const held = works.map(() => 0);
  const ended = works.map(() => 0);
  const waiting: Job[] = [];
  const running: { job: Job; until: number; part: number }[] = [];
  let [now, next] = [0, 0];
  for (let events = 0; events < 600_000; events++) {
    const first = running.toSorted((a, b) => a.until - b.until)[0];
    if (!first || next <= first.until) {
      now = next;
      next = now - Math.log(1 - random.uniform()) / rate;
      let wanted = random.uniform() * rate;
      const kind = Math.max(0, works.findIndex((one) => (wanted -= one.rate) < 0));
      const job = { kind, came: now, left: works[kind]!.seconds };
      if (newcomers === "first") waiting.unshift(job);
      else waiting.push(job);
    } else {
      now = first.until;
      running.splice(running.indexOf(first), 1);
      first.job.left -= first.part;
      if (first.job.left > 1e-12) waiting.push(first.job);
      else {
        held[first.job.kind]! += now - first.job.came - works[first.job.kind]!.seconds;
        ended[first.job.kind]!++;
      }
    }
    while (running.length < cores && waiting.length > 0) {
      const job = waiting.shift()!;
      const part = Math.min(slice, job.left);
      running.push({ job, part, until: now + part });
    }
  }
  return held.map((sum, kind) => sum / ended[kind]!);
}

Deno.test("short work waits as slices make it: between who goes first and who goes last, to a tenth", () => {
  const slice = 1.4e-3;
  for (const cores of [1, 2]) {
    for (const utilization of [0.3, 0.6, 0.8]) {
      const share = utilization * cores;
      const works = [
        { rate: 0.02 * share / 0.1e-3, seconds: 0.1e-3 },
        { rate: 0.98 * share / 29.4e-3, seconds: 29.4e-3 },
      ];
      const shared = {
        cores,
        utilization,
        meanWork: 29.4e-3,
        waiting: erlangC(cores, share),
        sliceLeft: sliceLeft(works, slice),
      };
      const [short, long] = works.map(({ seconds }) => sharedDelay(seconds, shared));
      const [quick] = roundRobin(works, { cores, slice, newcomers: "first" });
      const [slow, longSlow] = roundRobin(works, { cores, slice, newcomers: "last" });
      const where = `${cores} cores at ${utilization}`;
      const between = short! > 0.9 * quick! && short! < 1.1 * slow!;
      assert.ok(between, `${where}: ${quick} < ${short} < ${slow}`);
      assert.ok(Math.abs(long! / longSlow! - 1) < 0.12, `${where}: ${long} for ${longSlow}`);
    }
  }
});
