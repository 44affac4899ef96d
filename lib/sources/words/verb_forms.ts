const IRREGULAR: Readonly<Record<string, string>> = {
  be: "been",
  hear: "heard",
  have: "had",
  do: "done",
  take: "taken",
  give: "given",
  write: "written",
  make: "made",
  sell: "sold",
  buy: "bought",
  hold: "held",
  keep: "kept",
  pay: "paid",
  send: "sent",
  lend: "lent",
  lead: "led",
  teach: "taught",
  bring: "brought",
  build: "built",
  find: "found",
  read: "read",
  set: "set",
  put: "put",
  cut: "cut",
  let: "let",
  meet: "met",
  drive: "driven",
  draw: "drawn",
  choose: "chosen",
  show: "shown",
  grow: "grown",
  know: "known",
  fly: "flown",
  sing: "sung",
  run: "run",
  win: "won",
  see: "seen",
  lay: "laid",
  tell: "told",
  think: "thought",
  bind: "bound",
  catch: "caught",
  feed: "fed",
  leave: "left",
  lose: "lost",
  breed: "bred",
  split: "split",
  shoot: "shot",
  spend: "spent",
  wear: "worn",
  tear: "torn",
  ride: "ridden",
  speak: "spoken",
  steal: "stolen",
  break: "broken",
  submit: "submitted",
  commit: "committed",
  refer: "referred",
  transfer: "transferred",
  equip: "equipped",
  permit: "permitted",
  travel: "travelled",
  cancel: "cancelled",
  label: "labelled",
  log: "logged",
  ship: "shipped",
  plan: "planned",
  stop: "stopped",
  tag: "tagged",
  map: "mapped",
  fit: "fitted",
  pin: "pinned",
  strip: "stripped",
  rent: "rented",
  swap: "swapped",
  ban: "banned",
  scan: "scanned",
  drop: "dropped",
  admit: "admitted",
  enrol: "enrolled",
  control: "controlled",
  omit: "omitted",
  occur: "occurred",
  allot: "allotted",
  prefer: "preferred",
  get: "got",
  throw: "thrown",
  ring: "rung",
  sow: "sown",
  forget: "forgotten",
  model: "modelled",
  channel: "channelled",
  level: "levelled",
  pot: "potted",
  plot: "plotted",
  trap: "trapped",
  step: "stepped",
  trim: "trimmed",
  dig: "dug",
  hang: "hung",
  sweep: "swept",
  weave: "woven",
  freeze: "frozen",
  hide: "hidden",
  bite: "bitten",
  swear: "sworn",
  bear: "borne",
  withdraw: "withdrawn",
  withhold: "withheld",
  undertake: "undertaken",
  oversee: "overseen",
};

/** The past participle of a verb: `take` gives `taken`. */
export function participleOf(verb: string): string {
  if (Object.hasOwn(IRREGULAR, verb)) return IRREGULAR[verb]!;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return verb.endsWith("e") ? `${verb}d` : `${verb}ed`;
}

/** The third person of a verb: `carry` gives `carries`. */
export function thirdPersonOf(verb: string): string {
  if (verb === "have") return "has";
  if (verb === "be") return "is";
  if (/(?:[sxz]|ch|sh|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

/** A verb without the -s of its third person: `places` gives `place`, `passes` gives `pass`. */
export function withoutS(verb: string): string {
  return verb.replace(/(?<=[sxz]|ch|sh)es$|(?<!s)s$/, "");
}

/** Who does it: `follow` gives `follower`. */
export function agentOf(verb: string): string {
  return verb.endsWith("e") ? `${verb}r` : `${verb}er`;
}
