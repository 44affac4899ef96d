/**
 * Simulates the shop's workload over three years, and what would help:
 * `deno run -A examples/simulate_shop.ts`.
 *
 * @module
 */
import { adviseIndexes, openLab, openSource, show, simulate } from "@groundplan/groundplan";

const { model } = await openSource(new URL("shop.yaml", import.meta.url).pathname);
await using lab = await openLab(model, { hardware: { storage: "network-ssd", memory: "16 GB" } });

await show(
  await simulate(lab, {
    horizon: "3 years",
    load: {
      scale: 4,
      daily: "evening",
      weekly: "weekend",
      bursts: [{ every: "6 h", lasts: "5 min", factor: 3 }],
    },
    days: 1,
    whatIf: {
      "advised indexes": { apply: await adviseIndexes(lab, { budget: "20 GB" }) },
      "a replica": { replicas: 1 },
      "64 GB, NVMe": { machine: { memory: "64 GB", device: "nvme" } },
      "16 cores": { machine: { cores: 16 } },
    },
  }),
);
