import { type Random, randomFrom } from "../../core/random.ts";
import { compileNetwork, DISCIPLINE, OP } from "./compile_network.ts";
import { eventHeap } from "./event_heap.ts";
import type { EventRun } from "./event_run.ts";
import { jobStore } from "./job_store.ts";
import { lockTable } from "./lock_table.ts";
import type { QueueNetwork } from "./network.ts";
import { runMeter } from "./run_meter.ts";
import { gammaTime, poissonCount } from "./samplers.ts";
import { stratified } from "./stratified.ts";
import { type SharedStation, sharedStation } from "./shared_station.ts";

/** How a network is run. */
export interface EngineOptions {
  /** Seconds of the network's time, the warm-up not counted. */
  readonly seconds: number;
  /** The same seed gives the same run. */
  readonly seed: number | string;
  /** Seconds before anything is measured. */
  readonly warmup: number;
  /** Parts into which the run is cut. */
  readonly windows: number;
  /** Executions that may be under way at once; with more the run ends. */
  readonly mostPresent: number;
}

/** A network that runs. */
export interface EventEngine {
  /** Handles up to so many events; whether the run is over. */
  readonly run: (events: number) => boolean;
  /** The share of the time that is over, 0 to 1. */
  readonly progress: () => number;
  /** What was measured, once it is over. */
  readonly result: () => EventRun;
}

/** Seconds until PostgreSQL looks for a deadlock: `deadlock_timeout`. */
const DEADLOCK_SECONDS = 1;

/**
 * Runs a network of queues event by event. Events lie in a heap of typed arrays and executions in arrays by
 * field, so that an event allocates nothing. Servers that are shared keep their own order by attained service,
 * which makes one event of each service however many share.
 */
export function eventEngine(network: QueueNetwork, options: EngineOptions): EventEngine {
  const { stations, sources, changes = [], locks: lockNames = [] } = network;
  const { seconds, seed, warmup, windows, mostPresent } = options;
  const program = compileNetwork(network);
  const { op, station: stationOf, seconds: meanOf, variability, visits, visitsAt, width } = program;
  // Each source has streams of its own, so that a change to one leaves the arrivals of the others alone.
  const streamOf = (name: string, at: number, what: string) =>
    stratified(randomFrom(`${seed}/${at}/${name}/${what}`));
  const arriving = sources.map(({ name }, at) => streamOf(name, at, "arrivals"));
  const drawing = sources.map(({ name }, at) => streamOf(name, at, "work"));
  const shares = sources.map(({ cases }) => cases.map(({ share }) => share));
  const jobs = jobStore();
  const locks = lockTable(lockNames.length, jobs);
  const heap = eventHeap();
  const discipline = Uint8Array.from(stations, (one) => DISCIPLINE[one.discipline]);
  const servers = Int32Array.from(stations, (one) => one.servers);
  const sliceLeft = Float64Array.from(stations, (one) => one.sliceLeft ?? 0);
  /** Those that wait until a slice of time is over, by station. */
  const queued = new Int32Array(stations.length);
  const busy = new Int32Array(stations.length);
  const head = new Int32Array(stations.length).fill(-1);
  const tail = new Int32Array(stations.length).fill(-1);
  const inBatch = new Int32Array(stations.length).fill(-1);
  const lost = new Uint8Array(stations.length);
  const pools: (SharedStation | undefined)[] = stations.map((one) =>
    one.discipline === "sharing" ? sharedStation(one.servers, one.contention ?? 0) : undefined
  );
  const sharing = pools.flatMap((pool, at) => pool ? [at] : []);
  const end = warmup + seconds;
  const meter = runMeter(network, { seconds, warmup, windows });
  const upcoming = changes.toSorted((a, b) => a.at - b.at);
  let [now, events, nextChange, deadlocks, overflowAt] = [0, 0, 0, 0, -1];

  for (let source = 0; source < sources.length; source++) scheduleArrival(source);

  return {
    run(limit) {
      const until = events + limit;
      while (events < until) {
        let pool = -1;
        let time = heap.least();
        for (let i = 0; i < sharing.length; i++) {
          const at = pools[sharing[i]!]!.nextEnd();
          if (at < time) {
            time = at;
            pool = sharing[i]!;
          }
        }
        const change = upcoming[nextChange];
        if (change && warmup + change.at <= time && warmup + change.at <= end) {
          // What happened before the start is so from the start.
          now = Math.max(now, warmup + change.at);
          meter.advance(now);
          apply(nextChange++);
          continue;
        }
        if (time > end || overflowAt >= 0) {
          if (overflowAt < 0) now = end;
          meter.finish(now);
          return true;
        }
        now = time;
        events++;
        meter.advance(now);
        if (pool >= 0) endShared(pool);
        else {
          const value = heap.pop();
          if (value >= 0) endService(value);
          else if (value >= -sources.length) arrive(-1 - value);
          else endBatch(-1 - sources.length - value);
        }
      }
      return false;
    },
    progress: () => Math.min(1, now / end),
    result: () =>
      meter.result({
        events,
        unfinished: jobs.present(),
        deadlocks,
        ...(overflowAt >= 0 ? { overflowAt } : {}),
      }),
  };

  // Lewis and Shedler, Simulation of Nonhomogeneous Poisson Processes by Thinning, 1979.
  function scheduleArrival(source: number): void {
    const { arrivals } = sources[source]!;
    const random = arriving[source]!;
    let at = now;
    for (;;) {
      const { rate, until } = arrivals.bound(at - warmup);
      if (rate <= 0) {
        at = until + warmup;
        if (at > end) return;
        continue;
      }
      const next = at - Math.log(1 - random.uniform()) / rate;
      if (next >= until + warmup) {
        at = until + warmup;
        if (at > end) return;
        continue;
      }
      at = next;
      if (at > end) return;
      const exact = arrivals.at(at - warmup);
      if (exact >= rate || random.uniform() * rate < exact) break;
    }
    heap.push(at, -1 - source);
  }

  function arrive(source: number): void {
    scheduleArrival(source);
    meter.arrived(source);
    const job = jobs.take();
    jobs.started[job] = now;
    jobs.source[job] = source;
    jobs.step[job] = program.starts[source]![chooseCase(source)]!;
    if (jobs.present() > mostPresent) overflowAt = Math.max(0, now - warmup);
    advance(job);
  }

  function chooseCase(source: number): number {
    const weights = shares[source]!;
    if (weights.length === 1) return 0;
    let sum = 0;
    for (let at = 0; at < weights.length; at++) sum += weights[at]!;
    let wanted = drawing[source]!.uniform() * sum;
    for (let at = 0; at < weights.length; at++) {
      wanted -= weights[at]!;
      if (wanted < 0) return at;
    }
    return weights.length - 1;
  }

  /** Goes on with the steps of a job until it has to wait for something, or is done. */
  function advance(job: number): void {
    const random = drawing[jobs.source[job]!]!;
    for (;;) {
      const step = jobs.step[job]!++;
      const where = stationOf[step]!;
      if (where >= 0 && lost[where] === 1) return leave(job, false);
      switch (op[step]) {
        case OP.serve: {
          const mean = visits[step]!;
          const count = mean === -1
            ? 1
            : poissonCount(random, mean === -2 ? visitsAt[step]!(now - warmup) : mean);
          if (count === 0) continue;
          jobs.visits[job] = count;
          enter(job, step, where, random);
          return;
        }
        case OP.delay:
          heap.push(now + gammaTime(random, meanOf[step]!, variability[step]!), job);
          return;
        case OP.seize:
          if (busy[where]! < servers[where]!) {
            meter.busy(where, ++busy[where]!);
            jobs.token[job] = where;
            continue;
          }
          enqueue(job, where);
          return;
        case OP.lock:
          if (locked(job, step, random)) continue;
          return;
        default:
          return leave(job, true);
      }
    }
  }

  function enter(job: number, step: number, where: number, random: Random): void {
    switch (discipline[where]) {
      case DISCIPLINE.sharing: {
        const pool = pools[where]!;
        const parts = width[step]!;
        jobs.pending[job] = parts;
        const work = gammaTime(random, meanOf[step]!, variability[step]!) / parts;
        const ahead = pool.present() - servers[where]! + 1;
        if (work < sliceLeft[where]! && ahead > 0) {
          jobs.work[job] = work;
          queued[where]!++;
          measureShared(where);
          heap.push(now + ahead / servers[where]! * (sliceLeft[where]! - work), job);
          return;
        }
        for (let part = 0; part < parts; part++) pool.enter(now, work, job);
        measureShared(where);
        return;
      }
      case DISCIPLINE.batch:
        if (busy[where] === 0) {
          meter.busy(where, busy[where] = 1);
          jobs.next[job] = -1;
          inBatch[where] = job;
          const time = gammaTime(random, meanOf[step]!, variability[step]!);
          heap.push(now + time, -1 - sources.length - where);
        } else enqueue(job, where);
        return;
      default:
        if (busy[where]! < servers[where]!) {
          meter.busy(where, ++busy[where]!);
          heap.push(now + gammaTime(random, meanOf[step]!, variability[step]!), job);
        } else enqueue(job, where);
    }
  }

  function enqueue(job: number, where: number): void {
    jobs.next[job] = -1;
    if (tail[where]! < 0) head[where] = job;
    else jobs.next[tail[where]!] = job;
    tail[where] = job;
    meter.waits(where, 1);
  }

  function dequeue(where: number): number {
    const job = head[where]!;
    if (job < 0) return -1;
    head[where] = jobs.next[job]!;
    if (head[where]! < 0) tail[where] = -1;
    meter.waits(where, -1);
    return job;
  }

  /** A visit at a queue, or a delay, is over. */
  function endService(job: number): void {
    const step = jobs.step[job]! - 1;
    const where = stationOf[step]!;
    if (jobs.doomed[job] === 1) return leave(job, false);
    if (op[step] === OP.serve && discipline[where] === DISCIPLINE.sharing) {
      return beginShared(job, step, where);
    }
    if (op[step] === OP.serve) {
      if (lost[where] === 1) return leave(job, false);
      serveNext(where);
      if (--jobs.visits[job]! > 0) return enter(job, step, where, drawing[jobs.source[job]!]!);
    }
    advance(job);
  }

  function serveNext(where: number): void {
    const next = dequeue(where);
    if (next < 0) {
      meter.busy(where, --busy[where]!);
      return;
    }
    const step = jobs.step[next]! - 1;
    const random = drawing[jobs.source[next]!]!;
    heap.push(now + gammaTime(random, meanOf[step]!, variability[step]!), next);
  }

  /** The slice that a job waited for is over: it shares from now on. */
  function beginShared(job: number, step: number, where: number): void {
    queued[where]!--;
    if (lost[where] === 1) return leave(job, false);
    for (let part = 0; part < width[step]!; part++) pools[where]!.enter(now, jobs.work[job]!, job);
    measureShared(where);
  }

  function endShared(where: number): void {
    const job = pools[where]!.leave(now);
    measureShared(where);
    if (--jobs.pending[job]! > 0) return;
    const step = jobs.step[job]! - 1;
    if (--jobs.visits[job]! > 0) return enter(job, step, where, drawing[jobs.source[job]!]!);
    advance(job);
  }

  function measureShared(where: number): void {
    const present = pools[where]!.present();
    const working = present < servers[where]! ? present : servers[where]!;
    meter.busy(where, working);
    meter.waiting(where, present - working + queued[where]!);
  }

  function endBatch(where: number): void {
    if (lost[where] === 1) return;
    let job = inBatch[where]!;
    const next = head[where]!;
    // Those that wait go together, for as long as the first of them takes.
    if (next >= 0) {
      for (let one = next; one >= 0; one = jobs.next[one]!) meter.waits(where, -1);
      head[where] = tail[where] = -1;
      const step = jobs.step[next]! - 1;
      const random = drawing[jobs.source[next]!]!;
      const time = gammaTime(random, meanOf[step]!, variability[step]!);
      heap.push(now + time, -1 - sources.length - where);
    } else meter.busy(where, busy[where] = 0);
    inBatch[where] = next;
    while (job >= 0) {
      const after = jobs.next[job]!;
      advance(job);
      job = after;
    }
  }

  function locked(job: number, step: number, random: Random): boolean {
    const wanted = random.uniform();
    const choice = program.locks[step]!.find(({ upTo }) => wanted < upTo);
    if (!choice) return true;
    if (locks.acquire(job, choice.lock, choice.shared)) {
      meter.busy(stations.length, locks.held());
      return true;
    }
    meter.waits(stations.length, 1);
    if (locks.deadlocked(job)) {
      // The victim goes when its server looks for a deadlock; until then all of them wait.
      deadlocks++;
      jobs.doomed[job] = 1;
      heap.push(now + DEADLOCK_SECONDS, job);
    }
    return false;
  }

  function leave(job: number, whole: boolean): void {
    const source = jobs.source[job]!;
    const spent = now - jobs.started[job]!;
    const token = jobs.token[job]!;
    if (jobs.awaits[job]! >= 0) {
      locks.giveUp(job);
      meter.waits(stations.length, -1);
    }
    const woken = locks.releaseAll(job);
    meter.busy(stations.length, locks.held());
    jobs.give(job);
    if (whole) meter.completed(source, spent);
    else meter.failed(source);
    if (token >= 0 && lost[token] === 0) passToken(token);
    for (let at = 0; at < woken.length; at++) {
      meter.waits(stations.length, -1);
      // A victim keeps what it got until it is ended.
      if (jobs.doomed[woken[at]!] === 0) advance(woken[at]!);
    }
  }

  function passToken(where: number): void {
    const next = dequeue(where);
    if (next < 0) {
      meter.busy(where, --busy[where]!);
      return;
    }
    jobs.token[next] = where;
    advance(next);
  }

  function apply(at: number): void {
    const { lose = [], shares: replaced = [] } = upcoming[at]!;
    for (const { source, shares: weights } of replaced) shares[source] = [...weights];
    for (const where of lose) {
      lost[where] = 1;
      const gone: number[] = [];
      for (let job = dequeue(where); job >= 0; job = dequeue(where)) gone.push(job);
      for (const job of pools[where]?.empty() ?? []) gone.push(job);
      if (discipline[where] === DISCIPLINE.batch) {
        for (let job = inBatch[where]!; job >= 0; job = jobs.next[job]!) gone.push(job);
        inBatch[where] = -1;
      }
      busy[where] = 0;
      meter.busy(where, 0);
      meter.waiting(where, 0);
      // Parts of one execution are there several times.
      for (const job of new Set(gone)) leave(job, false);
    }
  }
}
