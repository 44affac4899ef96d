import { parseHTML } from "linkedom";
import { defineModel } from "../../lib/model/define_model.ts";
import { plan } from "../../lib/plan/plan.ts";
import { renderReport } from "../../lib/report/render_report.ts";
import { example } from "../plan/examples.ts";
import { hostileModel } from "../plan/hostile_model.ts";

const MODELS = {
  shop: () => example("shop"),
  saas: () => example("saas"),
  sensors: () => example("sensors"),
  hostile: () => Promise.resolve(hostileModel()),
  empty: () => Promise.resolve(defineModel("empty").snapshot()),
};

export type PageName = keyof typeof MODELS;

export const PAGES = Object.keys(MODELS) as PageName[];

/** The report of a model, parsed. */
export async function pageOf(name: PageName) {
  const made = await plan(await MODELS[name](), { date: "2027-01-15", bestPractices: true });
  const files = await renderReport(made);
  const { document } = parseHTML(files["report.html"]);
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  return { made, files, document, all };
}
