/** Searches targets on a thread of its own. */
import type { Codes } from "./codes.ts";
import type { SentLimits } from "./search.ts";
import { type Answer, openSolver, type Preparation, type Request } from "./solver.ts";

/** What a worker is sent: first the table and what is known of it, then requests. */
export type Message =
  | {
    readonly codes: Codes;
    readonly preparation: Preparation;
    readonly limits: SentLimits;
  }
  | { readonly request: Request };

interface Scope {
  onmessage: ((event: MessageEvent<Message>) => void) | null;
  postMessage(message: Answer): void;
}

const scope = globalThis as unknown as Scope;
const solver = openSolver();

scope.onmessage = ({ data }) => {
  if ("request" in data) {
    scope.postMessage(solver.solve(data.request));
    return;
  }
  const { codes, preparation, limits } = data;
  solver.prepare(codes, preparation, { ...limits, expired: () => Date.now() > limits.end });
};
