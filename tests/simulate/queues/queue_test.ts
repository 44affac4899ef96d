import assert from "node:assert/strict";
import fc from "fast-check";
import { erlangB, erlangC } from "../../../lib/simulate/queues/erlang.ts";
import { queue, sojournQuantile, waitQuantile } from "../../../lib/simulate/queues/queue.ts";
import { gammaTransform, quantileOf, tailOf } from "../../../lib/simulate/queues/transform.ts";

function close(actual: number, expected: number, relative: number): void {
  const off = Math.abs(actual - expected);
  assert.ok(off <= relative * Math.abs(expected), `${actual} instead of ${expected}`);
}

Deno.test("Erlang's formulas give the values of published tables", () => {
  // Cooper, Introduction to Queueing Theory, and the traffic tables that telephone companies used: a load of
  // 4.461 erlangs is blocked by ten lines once in a hundred times, one of 12.03 by twenty.
  close(erlangB(10, 4.461), 0.01, 0.001);
  close(erlangB(20, 12.03), 0.01, 0.001);
  close(erlangB(100, 84.06), 0.01, 0.001);
  // Gross and Harris, Fundamentals of Queueing Theory: three servers, λ = 5, μ = 2.
  close(erlangC(3, 2.5), 0.70225, 1e-5);
  // Kleinrock, Queueing Systems 1: C(2, ρ) = 2ρ² / (1 + ρ).
  close(erlangC(2, 1.6), 2 * 0.8 ** 2 / 1.8, 1e-12);
});

Deno.test("M/M/1 and M/M/c match their closed forms", () => {
  const one = queue({ arrivalRate: 2, serviceSeconds: 1 / 3 });
  close(one.meanSojourn, 1, 1e-12);
  for (const share of [0.5, 0.9, 0.95, 0.99, 0.999]) {
    close(sojournQuantile(one, share), -Math.log(1 - share), 1e-4);
  }
  const three = queue({ arrivalRate: 5, serviceSeconds: 0.5, servers: 3 });
  close(three.meanLength, 3.5112, 1e-4);
  close(three.meanWait, 0.70225, 1e-4);
  // P(T > t) = (1 − C) e^(−μt) + C (θ e^(−μt) − μ e^(−θt)) / (θ − μ) with θ = cμ − λ.
  const [mu, theta, c] = [2, 1, three.waiting];
  const at = sojournQuantile(three, 0.95);
  const tail = (1 - c) * Math.exp(-mu * at) +
    c * (theta * Math.exp(-mu * at) - mu * Math.exp(-theta * at)) / (theta - mu);
  close(tail, 0.05, 1e-4);
  close(waitQuantile(three, 0.95), Math.log(c / 0.05), 1e-9);
});

Deno.test("M/G/1 matches Pollaczek and Khinchine's formula, M/D/1 its published waits", () => {
  for (const [variability, rho] of [[0, 0.5], [0.25, 0.8], [4, 0.9]] as const) {
    const { meanWait } = queue({
      arrivalRate: rho,
      serviceSeconds: 1,
      serviceVariability: variability,
    });
    close(meanWait, rho * (1 + variability) / (2 * (1 - rho)), 1e-12);
  }
  // Crommelin's exact distribution of waits in M/D/1: P(W ≤ t) = (1 − ρ) Σ (ρ(k − t))^k / k! e^(ρ(t − k)).
  const rho = 0.7;
  const crommelin = (t: number): number => {
    let [sum, factorial] = [0, 1];
    for (let k = 0; k <= Math.floor(t); k++) {
      if (k > 0) factorial *= k;
      sum += (rho * (k - t)) ** k / factorial * Math.exp(rho * (t - k));
    }
    return (1 - rho) * sum;
  };
  const constant = queue({ arrivalRate: rho, serviceSeconds: 1, serviceVariability: 0 });
  for (const share of [0.5, 0.9, 0.95, 0.99]) {
    close(crommelin(waitQuantile(constant, share)), share, 0.003);
  }
});

Deno.test("M/H2/1 matches its exact tail, which is a sum of two exponentials' of service", () => {
  // A gamma service of variability 4 against a hyperexponential one of the same two moments: the mean wait
  // is the same, the tail is not; both are long.
  const gamma = queue({ arrivalRate: 0.7, serviceSeconds: 1, serviceVariability: 4 });
  const [p, a, b] = hyperexponential(4);
  const near = waitQuantile(gamma, 0.95);
  const exact = quantileOf(
    (s) => {
      const [x, y] = [
        p * a * (a + s[0]) / ((a + s[0]) ** 2 + s[1] ** 2) +
        (1 - p) * b * (b + s[0]) / ((b + s[0]) ** 2 + s[1] ** 2),
        -p * a * s[1] / ((a + s[0]) ** 2 + s[1] ** 2) -
        (1 - p) * b * s[1] / ((b + s[0]) ** 2 + s[1] ** 2),
      ];
      const below = [s[0] - 0.7 * (1 - x), s[1] + 0.7 * y] as const;
      const size = below[0] ** 2 + below[1] ** 2;
      return [
        0.3 * (s[0] * below[0] + s[1] * below[1]) / size,
        0.3 * (s[1] * below[0] - s[0] * below[1]) / size,
      ];
    },
    0.95,
    near,
  );
  close(near, exact, 0.15);
});

/** Balanced means: both branches carry half of the work. */
function hyperexponential(variability: number): readonly [p: number, a: number, b: number] {
  const p = (1 + Math.sqrt((variability - 1) / (variability + 1))) / 2;
  return [p, 2 * p, 2 * (1 - p)];
}

Deno.test("Allen–Cunneen's wait is M/M/c's times the mean of both variabilities", () => {
  const constant = queue({
    arrivalRate: 1.6,
    serviceSeconds: 1,
    servers: 2,
    serviceVariability: 0,
  });
  const random = queue({ arrivalRate: 1.6, serviceSeconds: 1, servers: 2 });
  close(constant.meanWait, random.meanWait / 2, 1e-12);
  assert.equal(constant.method, "G/G/c, Allen–Cunneen");
});

Deno.test("a queue that cannot keep up says so and gives no number", () => {
  const full = queue({ arrivalRate: 30, serviceSeconds: 0.1, servers: 3 });
  assert.equal(full.stable, false);
  assert.deepEqual([full.meanWait, sojournQuantile(full, 0.5)], [Infinity, Infinity]);
  assert.throws(() => queue({ arrivalRate: 1, serviceSeconds: 1, servers: 0 }), RangeError);
  assert.throws(() => sojournQuantile(full, 1), /share from 0 to below 1/);
});

Deno.test("the inversion gives the distributions that it was given", () => {
  const erlang2 = gammaTransform(2, 0.5);
  for (const t of [0.1, 1, 5, 12]) {
    // The algorithm promises an error of 10⁻⁸ of all, whatever the tail.
    assert.ok(Math.abs(tailOf(erlang2, t) - Math.exp(-t) * (1 + t)) < 2e-8);
  }
  close(quantileOf(gammaTransform(3, 1), 0.99, 1), 3 * Math.log(100), 1e-5);
});

Deno.test("more load never waits less, quantiles never fall", () => {
  const rate = fc.double({ min: 0.01, max: 0.97, noNaN: true });
  const variability = fc.double({ min: 0.05, max: 8, noNaN: true });
  fc.assert(
    fc.property(rate, rate, variability, fc.integer({ min: 1, max: 64 }), (a, b, cs, servers) => {
      const at = (rho: number) =>
        queue({ arrivalRate: rho * servers, serviceSeconds: 1, servers, serviceVariability: cs });
      const [less, more] = [at(Math.min(a, b)), at(Math.max(a, b))];
      assert.ok(less.meanWait <= more.meanWait * (1 + 1e-9));
      const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => sojournQuantile(more, share));
      assert.ok(p50! <= p95! && p95! <= p99!);
    }),
    { numRuns: 40, seed: 7 },
  );
});
