import { defineModel } from "../../lib/model/define_model.ts";
import { t } from "../../lib/model/attribute_builder.ts";
import type { Model } from "../../lib/model/model.ts";

/** Names that try to be markup, code or commands wherever they are printed. */
export const HOSTILE = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `'; drop table users; --`,
  "`${alert(1)}`",
  "](javascript:alert(1))",
  "| a | b |",
  "</style><script>alert(2)</script>",
  "--><svg onload=alert(3)>",
  "\u202egnp.exe",
  "&lt;b&gt;",
  "constructor",
  "toString",
];

/** A text that rings the bell and paints a terminal red; names may not hold it. */
export const COMMANDING = "█ \u001b[31mred\u0007\u009b2J";

/** A model in which every text that a user can write is hostile. */
export function hostileModel(): Model {
  const model = defineModel(HOSTILE[0]!, { description: HOSTILE[1]! });
  for (const [at, name] of HOSTILE.entries()) {
    model.entity(name, {
      [`${name} id`]: t.bigint().identity().key(),
      [name]: t.text().describe(name).unit(name).example(name).owner(name).sensitivity("personal"),
      [`${name} kind`]: t.enum(name, "other"),
    }).rows(1000 + at).grows("4%/month").describe(name).owner(name).group(name)
      .origin({ text: name, source: name });
  }
  for (const [at, name] of HOSTILE.slice(1).entries()) {
    model.relate({
      verb: name,
      ends: [{ entity: HOSTILE[at]!, many: "1", role: `${name} role` }, { entity: name }],
      description: name,
      origin: { text: name },
    });
  }
  for (const name of HOSTILE) {
    model.access(name, {
      sql: `select '${name.replaceAll("'", "''")}'`,
      rate: "5/s",
      description: name,
    });
    model.rule(name, { kind: "check", entity: name, sql: "true", description: name });
    model.decide(name, { choice: name, reason: name, by: name });
  }
  model.entity("constructor").describe(COMMANDING);
  model.decide("isolated-table", { choice: COMMANDING, reason: COMMANDING });
  model.decide("recovery", { choice: COMMANDING, reason: COMMANDING });
  return model.snapshot();
}
