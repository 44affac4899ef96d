// @ts-types="npm:@types/sanitize-html@2.16.2"
import sanitize from "sanitize-html";

/** What is kept of HTML beside the usual. */
export interface SanitizeHtmlOptions {
  /** Gives a picture that is referred to by a relative address as a `data:` address. */
  readonly readPicture?: (address: string) => string | undefined;
  /** The ids that headings may have. Defaults to none. */
  readonly ids?: ReadonlySet<string>;
  /** What pictures without a text of their own are called. */
  readonly alt?: string;
}

const TAGS = [
  ..."a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup"
    .split(
      " ",
    ),
  ..."dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li"
    .split(
      " ",
    ),
  ..."mark meter ol p pre progress q rp rt ruby s samp section small span strong sub summary sup"
    .split(" "),
  ..."table tbody td tfoot th thead time tr u ul var wbr".split(" "),
];

const NO_REFERRER = "noopener noreferrer";

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"];

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  "*": ["title", "lang", "dir", "style", "align", "valign", "aria-label"],
  a: ["href", "rel"],
  img: ["src", "alt", "width", "height"],
  td: ["colspan", "rowspan", "headers"],
  th: ["colspan", "rowspan", "headers", "scope"],
  col: ["span"],
  colgroup: ["span"],
  ol: ["start", "type", "reversed"],
  li: ["value"],
  details: ["open"],
  time: ["datetime"],
  meter: ["value", "min", "max", "low", "high", "optimum"],
  progress: ["value", "max"],
  ...Object.fromEntries(HEADINGS.map((heading) => [heading, ["id"]])),
};

// No address, no function that loads, no escape that could spell one.
const CSS_VALUE =
  /^(?!.*(?:url|image|image-set|expression|element|attr|env|var)\s*\()[\w\s.,#%()+-]*$/i;
const CSS_PROPERTIES =
  ("color background-color font-weight font-style font-size font-family text-align vertical-align " +
    "text-decoration white-space width min-width max-width height max-height margin margin-left " +
    "margin-right margin-top margin-bottom padding padding-left padding-right padding-top " +
    "padding-bottom border border-left border-right border-top border-bottom border-collapse " +
    "border-color border-width border-style border-spacing border-radius line-height list-style-type")
    .split(" ");

const PICTURE =
  /^data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml)(?:;charset=[\w-]+)?(?:;base64)?,/i;

/**
 * Keeps of HTML what is there to be read, and nothing that runs, sends or loads: no script, event handler,
 * form, frame or style sheet, and no address but links and pictures inside the text itself.
 *
 * A drawing (`<svg>`) becomes a picture, which browsers show without running or loading anything. A
 * picture from elsewhere becomes a link to it.
 *
 * @param html HTML of any origin.
 * @returns HTML that may stand in an element of a page.
 */
export function sanitizeHtml(html: string, options: SanitizeHtmlOptions = {}): string {
  const { ids = new Set(), readPicture, alt = "" } = options;
  return sanitize(drawingsAsPictures(html, alt), {
    allowedTags: TAGS,
    allowedAttributes: ATTRIBUTES as Record<string, string[]>,
    allowedClasses: {
      span: ["hljs-*"],
      code: ["hljs", "language-*"],
    },
    allowedSchemes: ["http", "https", "mailto"],
    allowedSchemesByTag: { img: ["data"] },
    allowProtocolRelative: false,
    allowedStyles: {
      "*": Object.fromEntries(CSS_PROPERTIES.map((property) => [property, [CSS_VALUE]])),
    },
    disallowedTagsMode: "discard",
    nonTextTags: [
      ..."script style textarea option noscript template iframe object embed title".split(" "),
      ..."svg math xmp noembed noframes plaintext".split(" "),
    ],
    transformTags: {
      a: (tagName, { rel: _, ...attribs }) => ({
        tagName,
        attribs: /^\s*https?:/i.test(attribs["href"] ?? "")
          ? { ...attribs, rel: NO_REFERRER }
          : attribs,
      }),
      img: (tagName, attribs) => picture(tagName, { attribs, readPicture, alt }),
      ...Object.fromEntries(HEADINGS.map((heading) => [
        heading,
        (tagName: string, attribs: sanitize.Attributes) => ({
          tagName,
          attribs: ids.has(attribs["id"] ?? "") ? attribs : omitId(attribs),
        }),
      ])),
    },
  });
}

interface PictureParts {
  readonly attribs: sanitize.Attributes;
  readonly readPicture: SanitizeHtmlOptions["readPicture"] | undefined;
  readonly alt: string;
}

function picture(tagName: string, { attribs, readPicture, alt }: PictureParts): sanitize.Tag {
  const src = (attribs["src"] ?? "").trim();
  const named = { ...attribs, alt: attribs["alt"] ?? alt };
  if (PICTURE.test(src)) return { tagName, attribs: { ...named, src } };
  const elsewhere = /^(?!attachment:)[a-z][a-z\d+.-]*:|^\/\//i.test(src);
  const read = elsewhere ? undefined : readPicture?.(src);
  if (read !== undefined) return { tagName, attribs: { ...named, src: read } };
  // A page that loads nothing can still say where the picture is.
  const name = named.alt || "a picture";
  if (/^https?:\/\//i.test(src)) {
    return { tagName: "a", attribs: { href: src, rel: NO_REFERRER }, text: name };
  }
  return { tagName: "span", attribs: {}, text: `[${name}: not found]` };
}

function omitId({ id: _, ...attribs }: sanitize.Attributes): sanitize.Attributes {
  return attribs;
}

const DRAWING_EDGE = /<(\/?)svg(?=[\s>/])[^>]*>/gi;

/** Replaces each outermost `<svg>` by an `<img>` of it. */
function drawingsAsPictures(html: string, alt: string): string {
  let text = "";
  let kept = 0;
  let start = 0;
  let depth = 0;
  for (const edge of html.matchAll(DRAWING_EDGE)) {
    const end = edge.index + edge[0].length;
    const closes = edge[1] === "/";
    const empty = edge[0].endsWith("/>");
    if (!closes && depth === 0) start = edge.index;
    if (!empty) depth += closes ? -1 : 1;
    depth = Math.max(0, depth);
    if (depth > 0 || (closes && start < kept) || start < kept) continue;
    text += html.slice(kept, start) + svgAsPicture(html.slice(start, end), alt);
    kept = end;
  }
  return text + html.slice(kept);
}

/** Writes a drawing as an `<img>`, in which browsers run no script and load nothing. */
export function svgAsPicture(svg: string, alt: string): string {
  const named = /\saria-label\s*=\s*(["'])(.*?)\1/.exec(svg.slice(0, svg.indexOf(">")))?.[2] ??
    /<title[^>]*>([^<]*)<\/title>/.exec(svg)?.[1] ?? alt;
  const address = `data:image/svg+xml;base64,${toBase64(withNamespace(svg))}`;
  return `<img src="${address}" alt="${named.replaceAll('"', "&quot;")}">`;
}

function withNamespace(svg: string): string {
  const open = svg.slice(0, svg.indexOf(">"));
  const missing = [
    ...(/\sxmlns\s*=/.test(open) ? [] : [' xmlns="http://www.w3.org/2000/svg"']),
    ...(/\sxmlns:xlink\s*=/.test(open) || !svg.includes("xlink:")
      ? []
      : [' xmlns:xlink="http://www.w3.org/1999/xlink"']),
  ].join("");
  return svg.replace(/<svg/i, (tag) => tag.toLowerCase() + missing);
}

/** Base64 of a text's UTF-8. */
export function toBase64(content: string | Uint8Array): string {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return bytes.toBase64();
}
