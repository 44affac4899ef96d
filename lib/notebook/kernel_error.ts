/** Why a kernel is of no more use. */
export type KernelFailure = "start" | "died" | "timeout" | "output" | "protocol";

/** A kernel that did not start, died, or had to be ended. */
export class KernelError extends Error {
  /** The class. */
  override readonly name = "KernelError";

  /** Says in `reason` what it was. */
  constructor(readonly reason: KernelFailure, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
