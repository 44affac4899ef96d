import type { Schema } from "../../../schema/schema.ts";
import { qualify } from "../identifiers.ts";
import { type Report, without } from "./dialect.ts";

export function dropSecurityInvoker(schema: Schema, report: (report: Report) => void): Schema {
  return {
    ...schema,
    views: schema.views.map((view) => {
      if (view.options?.["security_invoker"] === undefined) return view;
      report({
        where: qualify(view),
        severity: "error",
        what: "the view acts with its owner's rights",
        why: "Row-level security and grants of the one who asks are passed over",
        fix: "Give the view an owner that the policies hold for, or target PostgreSQL 15",
      });
      const { security_invoker: _, ...options } = view.options;
      return Object.keys(options).length > 0 ? { ...view, options } : without(view, "options");
    }),
  };
}
