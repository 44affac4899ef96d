/** A set of a page's colours, by what they are for. */
export type Palette = Readonly<Record<string, string>>;

/** Colours on a light page. Text has a contrast of 4.5 to 1 or more with what it stands on (WCAG 2.2, 1.4.3). */
export const LIGHT: Palette = {
  paper: "#ffffff",
  ink: "#1c2024",
  quiet: "#5a6270",
  line: "#d5d9df",
  code: "#f5f6f8",
  link: "#0b57a8",
  alarm: "#a1161f",
  "alarm-paper": "#fdf0ef",
  keyword: "#8a1d72",
  string: "#1a6332",
  number: "#8f4400",
  name: "#0f549c",
  comment: "#5f6672",
  black: "#1c2024",
  red: "#b3171f",
  green: "#1a6b34",
  yellow: "#7a5200",
  blue: "#0b57a8",
  magenta: "#8a1d82",
  cyan: "#0b6273",
  white: "#5a6270",
};

/** Colours on a dark page, of the same contrast. */
export const DARK: Palette = {
  paper: "#14171a",
  ink: "#e4e7eb",
  quiet: "#a2abb8",
  line: "#3a4149",
  code: "#1d2125",
  link: "#7db8f5",
  alarm: "#ff9a94",
  "alarm-paper": "#331a1b",
  keyword: "#eb9bdc",
  string: "#87cf9c",
  number: "#f0b177",
  name: "#8fc1f7",
  comment: "#98a1ae",
  black: "#a2abb8",
  red: "#ff9a94",
  green: "#87cf9c",
  yellow: "#e5c07b",
  blue: "#8fc1f7",
  magenta: "#eb9bdc",
  cyan: "#7fd0dc",
  white: "#e4e7eb",
};

function variables(palette: Palette): string {
  return Object.entries(palette).map(([name, color]) => `--${name}:${color}`).join(";");
}

const ANSI = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
  .map((name) =>
    `.ansi-${name},.ansi-bright-${name}{color:var(--${name})}` +
    `.ansi-on-${name},.ansi-on-bright-${name}{background:var(--${name});color:var(--paper)}`
  ).join("\n");

/** The style sheet of a page: light and dark, on a screen and on paper. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;${variables(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{${variables(DARK)}}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
.skip{position:absolute;left:-100vw}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
.page{max-width:52rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
main{min-width:0}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.8em 0 .5em;text-wrap:balance}
h1{font-size:2rem;margin-top:0}h2{font-size:1.45rem}h3{font-size:1.15rem}h4,h5,h6{font-size:1rem}
p,ul,ol,table,blockquote,figure{margin:0 0 1rem}
img{max-width:100%;height:auto}
figure{margin-left:0;margin-right:0}
figcaption{color:var(--quiet);font-size:.9rem}
blockquote{border-left:4px solid var(--line);margin-left:0;padding-left:1rem;color:var(--quiet)}
hr{border:0;border-top:1px solid var(--line);margin:2rem 0}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid var(--line);padding:.3rem .75rem .3rem 0;text-align:left;vertical-align:top}
th{border-bottom-width:2px}
caption{text-align:left;color:var(--quiet)}
code,pre,kbd,samp{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.86rem}
pre{margin:0 0 1rem;padding:.7rem .9rem;overflow-x:auto;line-height:1.5;border-radius:4px;tab-size:2}
pre,:not(pre)>code{background:var(--code)}
:not(pre)>code{padding:.1em .3em;border-radius:3px}
nav{margin:0 0 2rem;font-size:.92rem}
nav summary{font-weight:600;color:var(--quiet)}
nav ul{list-style:none;margin:.3rem 0;padding:0}
nav ul ul{padding-left:1rem;margin:0}
nav a{display:block;padding:.12rem 0;text-decoration:none}
nav a:hover{text-decoration:underline}
summary{cursor:pointer}
.code{margin:0 0 .75rem}
.code>summary{color:var(--quiet);font-size:.82rem;width:max-content;max-width:100%}
.code>pre{margin:.2rem 0 0;border-left:3px solid var(--line)}
.outputs{margin:0 0 1.25rem}
.outputs>*{margin-bottom:.75rem}
.rich{overflow-x:auto}
.rich>:last-child{margin-bottom:0}
.rich img{display:inline-block;background:#fff}
pre.text{background:none;border:1px solid var(--line);white-space:pre-wrap;overflow-wrap:anywhere}
pre.stderr{border-left:3px solid var(--yellow)}
.error{border:1px solid var(--alarm);border-left-width:4px;background:var(--alarm-paper);border-radius:4px;padding:.6rem .9rem;overflow-wrap:anywhere}
.error p{margin:0;color:var(--alarm);white-space:pre-wrap}
.error pre.text{margin:.5rem 0 0;border:0;padding:0}
.note{color:var(--quiet);font-style:italic}
.hljs-comment,.hljs-quote,.hljs-meta{color:var(--comment)}
.hljs-keyword,.hljs-literal,.hljs-selector-tag,.hljs-tag,.hljs-built_in{color:var(--keyword)}
.hljs-string,.hljs-regexp,.hljs-template-variable{color:var(--string)}
.hljs-number,.hljs-symbol,.hljs-bullet{color:var(--number)}
.hljs-title,.hljs-attr,.hljs-property,.hljs-name,.hljs-attribute,.hljs-type,.hljs-section{color:var(--name)}
.hljs-comment{font-style:italic}
.ansi-bold{font-weight:700}.ansi-dim{opacity:.8}.ansi-italic{font-style:italic}.ansi-underline{text-decoration:underline}.ansi-inverse{filter:invert(1)}
${ANSI}
@media screen and (min-width:76rem){
.page.contents{max-width:72rem;display:grid;grid-template-columns:15rem minmax(0,1fr);gap:0 3rem}
nav{position:sticky;top:1.5rem;align-self:start;max-height:calc(100vh - 3rem);overflow-y:auto;margin:0}
}
@media print{
@page{margin:16mm}
body{font-size:10.5pt}
.page{max-width:none;padding:0}
.skip{display:none}
a{color:inherit}
.rich,pre{overflow:visible;white-space:pre-wrap;overflow-wrap:anywhere}
.rich{white-space:normal}
.rich table{font-size:.75rem}
.rich td,.rich th{padding-right:.25rem;overflow-wrap:anywhere}
pre,figure,img,tr,.error{break-inside:avoid}
h1,h2,h3,h4{break-after:avoid}
.code:not([open]){display:none}
}
`.trim();
