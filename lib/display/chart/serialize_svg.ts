import { escapeXml } from "../../core/escape.ts";
import { contentId } from "../content_id.ts";
import { STYLE } from "../style.ts";

/** An element as far as it is read here. */
interface SvgElement {
  readonly localName: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<unknown>;
}

/**
 * Writes an SVG element that Plot made as text that stands by itself: without style elements, classes and
 * fonts, ink in place of `currentColor`, and ids that come from the content instead of a counter.
 */
export function serializeSvg(root: SvgElement): string {
  const ids = new Map<string, string>();
  collectIds(root, ids);
  const plain = write(root, ids);
  const prefix = contentId(plain);
  for (const [id, at] of ids) ids.set(id, `${prefix}-${at}`);
  return ids.size === 0 ? plain : write(root, ids);
}

function collectIds(element: SvgElement, ids: Map<string, string>): void {
  for (const { name, value } of element.attributes) {
    if (name === "id") ids.set(value, String(ids.size));
  }
  for (const child of element.childNodes) if (isElement(child)) collectIds(child, ids);
}

function write(element: SvgElement, ids: ReadonlyMap<string, string>): string {
  const { localName } = element;
  if (localName === "style" || localName === "script") return "";
  const attributes = [...element.attributes].filter(({ name }) =>
    !["class", "style", "font-family"].includes(name) && !name.startsWith("on")
  ).map(({ name, value }) => ` ${name}="${escapeXml(rewrite(name, value, ids))}"`);
  const children = [...element.childNodes].map((child) =>
    isElement(child) ? write(child, ids) : escapeXml(textOf(child))
  ).join("");
  return `<${localName}${attributes.join("")}${
    children === "" ? "/>" : `>${children}</${localName}>`
  }`;
}

function rewrite(name: string, value: string, ids: ReadonlyMap<string, string>): string {
  if (name === "id") return ids.get(value) ?? value;
  if (name === "href" || name === "xlink:href") return `#${ids.get(value.slice(1)) ?? ""}`;
  if (value === "currentColor") return STYLE.ink;
  const reference = /^url\(#(.+)\)$/.exec(value);
  return reference ? `url(#${ids.get(reference[1]!) ?? reference[1]})` : value;
}

function isElement(node: unknown): node is SvgElement {
  return (node as { nodeType?: number }).nodeType === 1;
}

function textOf(node: unknown): string {
  const { nodeType, textContent } = node as { nodeType?: number; textContent?: string | null };
  return nodeType === 3 ? textContent ?? "" : "";
}
