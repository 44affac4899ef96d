/** What a step of a derivation is about. */
export type TraceTopic =
  | "keys"
  | "cover"
  | "form"
  | "synthesis"
  | "bcnf"
  | "fourth";

/** One step of a derivation, as a student would write it. */
export interface TraceStep {
  /** What it is about. */
  readonly topic: TraceTopic;
  /** What was done, and why. */
  readonly text: string;
}

/** Receives the steps of a derivation as they are taken. */
export type Tell = (topic: TraceTopic, text: string) => void;

/** Tells nobody. */
export function silent(): void {}
