/** Tables as numbers of shapes that dependency discovery is measured on, made from a seed. */
import { type Codes, renumber } from "../lib/normalize/discovery/codes.ts";

/** A small random number generator: 0 to 1. Source: Marsaglia, "Xorshift RNGs", 2003. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Codes from a function of the row and a random number generator, a function a column. */
export function tableOf(
  rows: number,
  columns: readonly ((row: number, random: () => number) => number)[],
  seed = 7,
): Codes {
  const random = randomFrom(seed);
  const made = columns.map((column) => {
    const values = Int32Array.from({ length: rows }, (_, row) => column(row, random));
    return renumber(values, values.reduce((a, b) => Math.max(a, b), 0) + 1);
  });
  return {
    rows,
    columns: made.map(({ codes }) => codes),
    distinct: made.map(({ distinct }) => distinct),
  };
}

/** A whole number below `count`, low ones more common the higher the skew. */
function below(count: number, skew = 1): (row: number, random: () => number) => number {
  return (_, random) => Math.floor(count * random() ** skew);
}

/** 15 columns like those of a census: age, weight, education twice, skewed amounts, flags. */
export function censusTable(rows = 32_561): Codes {
  const education = randomFrom(11);
  const levels = Int32Array.from({ length: rows }, () => Math.floor(16 * education() ** 1.5));
  const rare = (count: number, share: number) => (_: number, random: () => number) =>
    random() < share ? 1 + Math.floor(count * random() ** 2) : 0;
  return tableOf(rows, [
    below(73, 1.5),
    below(9, 3),
    below(Math.ceil(rows * 0.9)),
    (row) => levels[row]!,
    (row) => (levels[row]! * 7) % 16,
    below(7, 1.5),
    below(15),
    below(6, 1.5),
    below(5, 4),
    below(2),
    rare(118, 0.08),
    rare(91, 0.05),
    below(94, 2),
    rare(41, 0.1),
    below(2, 2),
  ]);
}

/** 17 columns like measurements of letters: 16 counts from 0 to 15 that depend on 26 letters. */
export function letterTable(rows = 20_000): Codes {
  const random = randomFrom(13);
  const letters = Int32Array.from({ length: rows }, () => Math.floor(26 * random()));
  const sizes = Float64Array.from({ length: rows }, () => random() + random() + random());
  const clamp = (value: number) => Math.max(0, Math.min(15, Math.round(value)));
  return tableOf(rows, [
    (row) => letters[row]!,
    ...Array.from(
      { length: 16 },
      (_, at) => (row: number, next: () => number) =>
        clamp(
          2 + 3 * sizes[row]! * (at < 5 ? 1 : 0.2) + (letters[row]! * (at + 3)) % 7 +
            2 * (next() + next() - 1),
        ),
    ),
  ]);
}

/** Columns of independent, evenly distributed values. */
export function uniformTable(rows: number, columns: number, values: number, seed = 7): Codes {
  return tableOf(rows, Array.from({ length: columns }, () => below(values)), seed);
}

/** Columns of independent values whose number of distinct values runs from `least` to `most`. */
export function mixedTable(rows: number, columns: number, least: number, most: number): Codes {
  return tableOf(
    rows,
    Array.from(
      { length: columns },
      (_, at) => below(Math.round(least * (most / least) ** (at / Math.max(1, columns - 1))), 1.5),
    ),
  );
}

/** 109 columns like those of a month of flights: places, times, delays, and many empty ones. */
export function flightsTable(rows = 1_000): Codes {
  const random = randomFrom(17);
  const pick = (count: number, skew = 1) => Math.floor(count * random() ** skew);
  const times = (count: number, make: () => number) => Int32Array.from({ length: count }, make);
  const state = times(80, () => pick(35));
  const market = times(80, () => pick(70));
  const carrierOf = times(700, () => pick(12, 2));
  const distanceOf = times(6400, () => 100 + pick(2400));
  const minuteOf = (value: number) => ((value % 1440) + 1440) % 1440;
  const flights = Array.from({ length: rows }, () => {
    const tail = pick(700);
    const origin = pick(80, 2);
    const destination = pick(80, 2);
    const distance = distanceOf[origin * 80 + destination]!;
    const departure = 300 + 5 * pick(200);
    const planned = Math.round(40 + distance / 7 / 5) * 5 % 500;
    const late = random() < 0.4 ? pick(180, 4) : -pick(12);
    const out = 8 + pick(30, 2);
    const inward = 3 + pick(15, 2);
    const air = Math.max(20, planned - 25 + pick(30));
    const arrivalLate = late + out + inward + air - planned;
    return {
      tail,
      origin,
      destination,
      distance,
      departure,
      planned,
      late,
      out,
      inward,
      air,
      arrivalLate,
      day: pick(31),
      number: pick(3000),
    };
  });
  type Flight = typeof flights[0];
  const place = (key: "origin" | "destination"): ((flight: Flight) => number)[] => [
    (flight) => flight[key],
    (flight) => market[flight[key]]!,
    (flight) => state[flight[key]]!,
    (flight) => state[flight[key]]! >> 2,
  ];
  const delay = (minutes: (flight: Flight) => number): ((flight: Flight) => number)[] => [
    (flight) => minutes(flight) + 300,
    (flight) => Math.max(0, minutes(flight)),
    (flight) => minutes(flight) >= 15 ? 1 : 0,
    (flight) => Math.max(-2, Math.min(12, Math.floor(minutes(flight) / 15))) + 2,
  ];
  const columns: ((flight: Flight) => number)[] = [
    (flight) => flight.day,
    (flight) => flight.day % 7,
    (flight) => flight.day + 40,
    (flight) => carrierOf[flight.tail]!,
    (flight) => carrierOf[flight.tail]! + 3,
    (flight) => carrierOf[flight.tail]! + 7,
    (flight) => flight.tail,
    (flight) => flight.number,
    ...place("origin"),
    ...place("destination"),
    (flight) => flight.departure,
    (flight) => minuteOf(flight.departure + flight.late),
    ...delay((flight) => flight.late),
    (flight) => Math.floor(flight.departure / 60),
    (flight) => flight.out,
    (flight) => minuteOf(flight.departure + flight.late + flight.out),
    (flight) => minuteOf(flight.departure + flight.late + flight.out + flight.air),
    (flight) => flight.inward,
    (flight) => minuteOf(flight.departure + flight.planned),
    (flight) => minuteOf(flight.departure + flight.planned + flight.arrivalLate),
    ...delay((flight) => flight.arrivalLate),
    (flight) => Math.floor(minuteOf(flight.departure + flight.planned) / 60),
    (flight) => flight.planned,
    (flight) => flight.out + flight.air + flight.inward,
    (flight) => flight.air,
    (flight) => flight.distance,
    (flight) => Math.floor(flight.distance / 250),
    (flight) =>
      flight.arrivalLate < 15 ? 0 : 1 + (flight.arrivalLate * 3) % (flight.arrivalLate + 1),
  ];
  while (columns.length < 109) columns.push(() => 0);
  return tableOf(rows, columns.map((column) => (row: number) => column(flights[row]!)));
}
