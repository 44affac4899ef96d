import { phases } from "../plan/phases.ts";
import type { Plan } from "../plan/plan.ts";
import type { Section } from "../plan/section.ts";
import { type Markup, markup } from "./markup.ts";
import { CLOSING, type Heading, OPENING } from "./opening.ts";

/** Where a phase stands on the page. */
export function phaseHeading(name: string): Heading {
  return { id: `phase-${name.toLowerCase()}`, title: name };
}

/** Where a section stands on the page. */
export function sectionHeading({ id, title }: Section): Heading {
  return { id: `section-${id}`, title };
}

/** The table of contents. */
export function contentsHtml(plan: Plan): Markup {
  const entries = phases.map(({ name }) => {
    const mine = plan.sections.filter(({ phase }) => phase === name);
    const list = mine.map((section) => markup`<li>${link(sectionHeading(section))}</li>\n`);
    return markup`<li class="group">${link(phaseHeading(name))}<ol>\n${list}</ol></li>\n`;
  });
  const all = (headings: Readonly<Record<string, Heading>>) =>
    Object.values(headings).map((one) => markup`<li class="group">${link(one)}</li>\n`);
  return markup`<ol>\n${all(OPENING)}${entries}${all(CLOSING)}</ol>`;
}

function link({ id, title }: Heading): Markup {
  return markup`<a href="#${id}">${title}</a>`;
}
