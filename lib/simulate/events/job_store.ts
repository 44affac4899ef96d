/** Executions that are under way, field by field in typed arrays, which grow as they must. */
export interface JobStore {
  /** When it arrived. */
  started: Float64Array;
  /** Seconds of the work that it waits to begin with. */
  work: Float64Array;
  source: Int32Array;
  /** The step behind the one that it is at. */
  step: Int32Array;
  /** The next one in whatever list it is in; −1 at the end. */
  next: Int32Array;
  /** Visits that are left. */
  visits: Int32Array;
  /** Parts that run at the same time and are not done. */
  pending: Int32Array;
  /** The station whose token it holds; −1 for none. */
  token: Int32Array;
  /** The first of the locks that it holds, a node of the table of locks; −1 for none. */
  held: Int32Array;
  /** The lock that it waits for; −1 for none. */
  awaits: Int32Array;
  /** Whether it waits for a shared lock. */
  shared: Uint8Array;
  /** Whether it is to be given up. */
  doomed: Uint8Array;
  /** Takes a place. */
  readonly take: () => number;
  /** Gives a place back. */
  readonly give: (job: number) => void;
  /** How many are under way. */
  readonly present: () => number;
}

/** A store with room for some jobs, which grows by doubling. */
export function jobStore(capacity = 1024): JobStore {
  let [used, free, present] = [0, -1, 0];
  const store: JobStore = {
    started: new Float64Array(capacity),
    work: new Float64Array(capacity),
    source: new Int32Array(capacity),
    step: new Int32Array(capacity),
    next: new Int32Array(capacity),
    visits: new Int32Array(capacity),
    pending: new Int32Array(capacity),
    token: new Int32Array(capacity),
    held: new Int32Array(capacity),
    awaits: new Int32Array(capacity),
    shared: new Uint8Array(capacity),
    doomed: new Uint8Array(capacity),
    take() {
      let job = free;
      if (job >= 0) free = store.next[job]!;
      else {
        if (used === store.started.length) grow(store);
        job = used++;
      }
      present++;
      store.next[job] = -1;
      store.token[job] = -1;
      store.held[job] = -1;
      store.awaits[job] = -1;
      store.doomed[job] = 0;
      store.visits[job] = 0;
      store.pending[job] = 0;
      return job;
    },
    give(job) {
      store.next[job] = free;
      free = job;
      present--;
    },
    present: () => present,
  };
  return store;
}

function grow(store: JobStore): void {
  const wide = <A extends Int32Array | Uint8Array | Float64Array>(old: A): A => {
    const made = new (old.constructor as new (length: number) => A)(2 * old.length);
    made.set(old);
    return made;
  };
  store.started = wide(store.started);
  store.work = wide(store.work);
  store.source = wide(store.source);
  store.step = wide(store.step);
  store.next = wide(store.next);
  store.visits = wide(store.visits);
  store.pending = wide(store.pending);
  store.token = wide(store.token);
  store.held = wide(store.held);
  store.awaits = wide(store.awaits);
  store.shared = wide(store.shared);
  store.doomed = wide(store.doomed);
}
