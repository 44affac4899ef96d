import assert from "node:assert/strict";
import { parseHTML } from "linkedom";
import { sanitizeHtml } from "../../lib/notebook/sanitize_html.ts";
import { renderMarkdown } from "../../lib/notebook/render_markdown.ts";
import { MARKDOWN_PAYLOADS, XSS_PAYLOADS } from "./xss_payloads.ts";

const FORBIDDEN =
  "script style link base meta form input button textarea select iframe object embed svg math template noscript video audio source body html title";

/** What in HTML would run, send or load: as another parser than the sanitizer's reads it. */
function dangers(html: string): readonly string[] {
  const { document } = parseHTML(`<!DOCTYPE html><html><body><main>${html}</main></body></html>`);
  const main = document.querySelector("main")!;
  const found: string[] = [];
  for (const element of main.querySelectorAll("*")) {
    const name = element.localName.toLowerCase();
    if (FORBIDDEN.split(" ").includes(name)) found.push(`<${name}>`);
    for (const { name: attribute, value } of element.attributes) {
      const bad =
        /^on|^(?:srcset|ping|target|action|formaction|background|id|name|class|xlink:href)$/i
          .test(attribute) && !(attribute === "class" && /^(?:hljs|language)-?[\w-]*/.test(value));
      if (bad) found.push(`${name} ${attribute}=${value}`);
      if (attribute === "href" && !/^(?:https?:|mailto:|#|[\w./-]*$)/i.test(value)) {
        found.push(`${name} href=${value}`);
      }
      if (attribute === "src" && !/^data:image\/(?:png|jpeg|gif|webp|svg\+xml)[;,]/.test(value)) {
        found.push(`${name} src=${value}`);
      }
      if (
        attribute === "style" && /url|\(\s*["']?\/\/|expression|position|import|\\/i.test(value)
      ) {
        found.push(`${name} style=${value}`);
      }
    }
  }
  return found;
}

Deno.test("sanitizeHtml() leaves nothing that runs, sends or loads", () => {
  for (const payload of XSS_PAYLOADS) {
    assert.deepEqual(dangers(sanitizeHtml(payload)), [], payload);
    // Beside other text, at the end of it and twice, too.
    assert.deepEqual(dangers(sanitizeHtml(`<p>before</p>${payload}<p>after</p>`)), [], payload);
    assert.deepEqual(dangers(sanitizeHtml(sanitizeHtml(payload))), [], payload);
  }
});

Deno.test("the check itself finds dangers in what is not sanitized", () => {
  const blind = XSS_PAYLOADS.filter((payload) => dangers(payload).length === 0);
  assert(blind.length < XSS_PAYLOADS.length / 5, blind.join("\n"));
});

Deno.test("sanitizeHtml() is finished after one pass", () => {
  for (const payload of XSS_PAYLOADS) {
    const once = sanitizeHtml(payload);
    assert.equal(sanitizeHtml(once), once, payload);
  }
});

Deno.test("renderMarkdown() leaves nothing that runs, sends or loads", () => {
  for (const payload of [...MARKDOWN_PAYLOADS, ...XSS_PAYLOADS]) {
    const { html, headings } = renderMarkdown(payload);
    const ids = new Set(headings.map(({ id }) => id));
    const found = dangers(html).filter((danger) => {
      const id = /^h\d id=(.*)$/s.exec(danger)?.[1];
      return id === undefined || !ids.has(id);
    });
    assert.deepEqual(found, [], payload);
    for (const { id } of headings) assert.doesNotMatch(id, /[<>"'&\s]/);
  }
});

Deno.test("sanitizeHtml() keeps what is there to be read", () => {
  const table =
    '<table style="width:50%"><caption>C</caption><thead><tr><th scope="col">a</th></tr>' +
    '</thead><tbody><tr><td colspan="2" style="text-align:right">1</td></tr></tbody></table>';
  assert.equal(sanitizeHtml(table), table);
  const figure =
    '<figure><img alt="A &quot;bar&quot;" src="data:image/svg+xml;base64,PHN2Zy8+" />' +
    "<figcaption>Bars</figcaption></figure>";
  assert.equal(sanitizeHtml(figure), figure);
  assert.equal(
    sanitizeHtml('<a href="https://a.example/">a</a> <a href="#here">b</a>'),
    '<a href="https://a.example/" rel="noopener noreferrer">a</a> <a href="#here">b</a>',
  );
});

Deno.test("sanitizeHtml() makes pictures of drawings, whose names and namespace it keeps", () => {
  const html = sanitizeHtml(
    '<p>a</p><svg viewBox="0 0 1 1" aria-label="A dot"><g><svg/><svg></svg></g></svg><p>b</p>',
  );
  const base64 =
    /^<p>a<\/p><img src="data:image\/svg\+xml;base64,([^"]+)" alt="A dot" \/><p>b<\/p>$/
      .exec(html)?.[1];
  assert(base64, html);
  assert.equal(
    atob(base64),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" aria-label="A dot"><g><svg/><svg></svg></g></svg>',
  );
  assert.match(sanitizeHtml("<svg/>", { alt: "Picture 1" }), /alt="Picture 1"/);
});

Deno.test("sanitizeHtml() reads pictures beside the text, and links to those elsewhere", () => {
  const readPicture = (address: string) =>
    address === "a.png" ? "data:image/png;base64,AAAA" : undefined;
  assert.equal(
    sanitizeHtml("<img src=a.png alt=a>", { readPicture }),
    '<img src="data:image/png;base64,AAAA" alt="a" />',
  );
  assert.equal(
    sanitizeHtml("<img src=b.png>", { readPicture }),
    "<span>[a picture: not found]</span>",
  );
  assert.equal(
    sanitizeHtml("<img src=https://a.example/p.png alt=Chart>"),
    '<a href="https://a.example/p.png" rel="noopener noreferrer">Chart</a>',
  );
});
