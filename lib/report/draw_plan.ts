import type { MimeBundle } from "../core/displayable.ts";
import type { Plan } from "../plan/plan.ts";
import { drawPictures } from "./pictures.ts";
import { planText } from "./plan_text.ts";
import { renderFragment } from "./render_html.ts";
import { renderMarkdown } from "./render_markdown.ts";

/** A plan as a bundle: the whole document, its phases folded. */
export async function drawPlan(plan: Plan): Promise<MimeBundle> {
  const pictures = await drawPictures(plan);
  return {
    "text/plain": planText(plan),
    "text/markdown": renderMarkdown(plan, pictures, { pictures: false }),
    "text/html": renderFragment(plan, pictures),
  };
}
