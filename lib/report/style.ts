/** The look of the page: light, dark and print, without a framework, a font or a request. */
export const STYLE_SHEET = `
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --card: #ffffff; --ink: #1c2128; --soft: #545c66; --rule: #d8d4ca; --faint: #f3f0e8;
  --accent: #0a5a63; --error: #a11d1a; --warning: #7d4a00; --advice: #2d5580; --done: #22693b;
  --serif: "Iowan Old Style", Charter, "Palatino Linotype", Palatino, P052, "Book Antiqua", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --card: #1b1f25; --ink: #e6e3dc; --soft: #a9b0b9; --rule: #3a414a; --faint: #20252c;
    --accent: #74c7cf; --error: #ff9c93; --warning: #eebb66; --advice: #9cc4f2; --done: #86cf9d;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 var(--serif); font-kerning: normal; text-rendering: optimizeLegibility; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
:target { scroll-margin-top: 1rem; }
li:target, span:target { background: color-mix(in srgb, var(--accent) 18%, transparent); }
.skip { position: absolute; left: -100vw; padding: .6rem 1rem; background: var(--card); z-index: 2; }
.skip:focus { left: 1rem; top: 1rem; }
.page { max-width: 56rem; margin: 0 auto; padding: 0 1.25rem 4rem; }
h1, h2, h3, h4 { line-height: 1.22; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: clamp(2rem, 5vw, 3.1rem); font-weight: 600; letter-spacing: -.015em; margin: .2em 0 .15em; }
h2 { font-size: 1.75rem; font-weight: 600; letter-spacing: -.01em; margin: 3.6rem 0 1rem;
  padding-top: 1rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1.3rem; font-weight: 600; margin: 2.4rem 0 .6rem; }
h4 { font-size: 1.06rem; font-weight: 600; margin: 1.6rem 0 .4rem; }
p { margin: .6rem 0; max-width: 42rem; overflow-wrap: anywhere; }
header.title { padding-top: clamp(2rem, 7vw, 4.5rem); }
header.title p { color: var(--soft); margin: 0; }
.over { font: 600 .8rem/1.4 var(--sans); letter-spacing: .09em; text-transform: uppercase; color: var(--accent); }
code, pre { font-family: var(--mono); font-size: .84em; }
code { overflow-wrap: anywhere; }
p code, td code, li code { background: var(--faint); border-radius: .2em; padding: .05em .28em; }
pre { margin: 0; padding: .9rem 1.1rem; background: var(--faint); border-radius: .4rem; line-height: 1.5;
  overflow: auto; max-height: 34rem; tab-size: 2; }
pre code { overflow-wrap: normal; }
figure { margin: 1.2rem 0 1.6rem; }
figcaption, caption { font: .86rem/1.4 var(--sans); color: var(--soft); text-align: left; }
figure.code figcaption { margin-bottom: .35rem; }
figure.picture .scroll { background: #fff; border: 1px solid var(--rule); border-radius: .5rem; padding: 1rem;
  max-height: max(90vh, 1700px); }
figure.picture img { display: block; margin: 0 auto; max-width: max(100%, calc(var(--natural) * .6)) !important; }
figure.picture figcaption { margin-top: .5rem; }
.scroll { overflow: auto; margin: 1rem 0 1.6rem; }
figure .scroll { margin: 0; }
table { border-collapse: collapse; width: 100%; font: .9rem/1.45 var(--sans); font-variant-numeric: tabular-nums; }
caption { padding-bottom: .45rem; }
th, td { padding: .42rem .9rem .42rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule);
  overflow-wrap: break-word; min-width: 4.5rem; }
th { font-weight: 600; border-bottom-color: var(--soft); }
th[scope="rowgroup"] { padding-top: 1.1rem; font-size: .95em; }
thead td { min-width: 0; border-bottom-color: var(--soft); }
tr > :last-child { padding-right: 0; }
td code { overflow-wrap: break-word; }
.number { text-align: right; white-space: nowrap; min-width: 2rem; }
.none { color: var(--soft); }
.figure { white-space: nowrap; font-variant-numeric: tabular-nums; }
sup { font: .68em/0 var(--sans); margin-left: .12em; }
.estimated, .assumed { text-decoration: underline dotted var(--soft) from-font; text-underline-offset: .2em; }
.assumed { text-decoration-style: wavy; text-decoration-thickness: 1px; }
.figure sup a { text-decoration: none; padding: .5em .25em; margin: 0 -.15em; }
.kicker { font: .82rem/1.4 var(--sans); color: var(--soft); margin: 0 0 .35rem; }
.severity { font-weight: 700; letter-spacing: .06em; text-transform: uppercase; }
.error .severity { color: var(--error); }
.warning .severity { color: var(--warning); }
.advice .severity { color: var(--advice); }
.finding { border-left: 4px solid var(--rule); padding: .1rem 0 .1rem 1.1rem; margin: 1.5rem 0; break-inside: avoid; }
.finding.error { border-left-color: var(--error); }
.finding.warning { border-left-color: var(--warning); border-left-style: double; }
.finding.advice { border-left-color: var(--advice); border-left-style: dotted; }
.finding h3, .finding h4 { margin: 0 0 .4rem; font-size: 1.1rem; }
.worst .finding h3 { font-size: 1.3rem; }
.finding p { margin: .35rem 0; }
.evidence, .source, .effect { font: .9rem/1.5 var(--sans); color: var(--soft); }
ol.worst { list-style: none; margin: 0; padding: 0; }
ol.questions { padding-left: 1.5rem; }
ol.questions > li { margin: 1.3rem 0; break-inside: avoid; }
ol.questions .code { margin: .5rem 0 0; }
ol.questions pre { max-height: 14rem; white-space: pre-wrap; }
ol.questions .effect { margin: .3rem 0 0; }
.progress { display: grid; grid-template-columns: repeat(20, 1fr); gap: .5rem 4px; list-style: none; padding: 0;
  margin: 1.6rem 0 0; font: .86rem/1.4 var(--sans); }
.progress li { min-width: 0; }
.progress b { display: block; font-weight: 600; }
.bar { display: block; height: .6rem; border: 1px solid var(--soft); border-radius: .15rem; margin-bottom: .4rem;
  background: var(--faint); overflow: hidden; }
.bar span { display: block; height: 100%; background: var(--accent); }
.state { font-weight: 600; white-space: nowrap; }
.state.done { color: var(--done); }
.state.open { color: var(--warning); }
.notbuilt { color: var(--soft); font-style: italic; }
.evidence-list { font: .88rem/1.5 var(--sans); padding-left: 2.6rem; }
.evidence-list li { margin: .35rem 0; overflow-wrap: anywhere; }
dl.tags { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; font: .9rem/1.5 var(--sans); }
dl.tags dt { font-weight: 600; } dl.tags dd { margin: 0; }
nav.toc { font: .9rem/1.4 var(--sans); }
nav.toc ol { list-style: none; margin: 0; padding: 0; }
nav.toc ol ol { padding-left: .9rem; }
nav.toc a { display: block; padding: .18rem 0; color: inherit; text-decoration: none; }
nav.toc a:hover { text-decoration: underline; }
nav.toc .group > a { font-weight: 600; }
nav.toc .group { margin-top: .3rem; }
nav.wide { display: none; }
nav.narrow { margin: 2rem 0 0; padding: .6rem 1rem; border: 1px solid var(--rule); border-radius: .4rem; }
nav.narrow summary { font-weight: 600; cursor: pointer; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--rule); font: .86rem/1.5 var(--sans);
  color: var(--soft); }
@media (max-width: 40rem) {
  table { min-width: 27rem; }
  table.wide { min-width: 40rem; }
  .progress { grid-template-columns: 1fr 1fr; gap: .8rem 1rem; }
  .progress li { grid-column: auto !important; }
}
@media (min-width: 78rem) {
  body { padding-left: 17.5rem; }
  nav.wide { display: block; position: fixed; inset: 0 auto 0 0; width: 17.5rem; padding: 2.2rem 1.2rem 2rem 1.8rem;
    overflow: auto; border-right: 1px solid var(--rule); background: var(--card); }
  nav.narrow { display: none; }
}
@page { margin: 18mm 16mm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --rule: #bbb; --faint: #f4f4f4;
    --accent: #0a4a52; --error: #8a1512; --warning: #664000; --advice: #24466a; --done: #1b5530; }
  body { padding: 0; font-size: 10pt; }
  .page { max-width: none; padding: 0; }
  .skip, nav.narrow { display: none; }
  nav.wide { display: block; position: static; width: auto; border: 0; padding: 1rem 0; columns: 3; break-after: page; }
  nav.wide .over { column-span: all; }
  nav.wide li { break-inside: avoid; }
  pre, figure.picture .scroll { max-height: none; overflow: visible !important; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 8pt; border: 1px solid var(--rule); }
  .scroll { overflow: visible !important; }
  figure.picture img { max-width: 100% !important; max-height: 230mm; width: auto; }
  table { font-size: 8.5pt; }
  table, table.wide, td, th { min-width: 0; }
  td code { overflow-wrap: anywhere; }
  thead { display: table-header-group; }
  tr, h2, h3, h4, figcaption { break-inside: avoid; }
  h2, h3, h4, caption, figure.code figcaption { break-after: avoid; }
  h2 { margin-top: 1.6rem; }
  a { color: inherit; text-decoration: none; }
  .bar span, .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`.trim();
