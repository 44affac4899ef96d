/** Whether a process runs; one that only waits to be noticed (a zombie) does not. */
export async function isRunning(pid: number): Promise<boolean> {
  const state = await ps("-o", "stat=", "-p", String(pid));
  return state.trim() !== "" && !state.trim().startsWith("Z");
}

/** Processes that have a word in their environment, and so were started by those that have. */
export async function processesWith(word: string): Promise<readonly number[]> {
  const list = await ps("axeww", "-o", "pid=,stat=,command=");
  return list.split("\n").flatMap((line) => {
    const [, pid, state] = /^\s*(\d+)\s+(\S+)/.exec(line) ?? [];
    const counts = line.includes(`=${word}`) && !state?.startsWith("Z") && Number(pid) !== Deno.pid;
    return counts ? [Number(pid)] : [];
  });
}

async function ps(...args: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command("ps", { args: [...args] }).output();
  return new TextDecoder().decode(stdout);
}
