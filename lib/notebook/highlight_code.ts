import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import pgsql from "highlight.js/lib/languages/pgsql";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { escapeHtml } from "../core/escape.ts";

const LANGUAGES = { bash, javascript, json, pgsql, sql, typescript, xml, yaml };

// An instance of its own, so that what others register changes nothing here.
const highlighter = hljs.newInstance();
for (const [name, language] of Object.entries(LANGUAGES)) {
  highlighter.registerLanguage(name, language);
}

/**
 * Writes code as HTML with spans of highlight.js's classes.
 *
 * @param code Any text; it is escaped.
 * @param language Such as `typescript` or `sql`, or an alias; code of other languages stays plain.
 */
export function highlightCode(code: string, language: string): string {
  if (highlighter.getLanguage(language) === undefined) return escapeHtml(code);
  return highlighter.highlight(code, { language, ignoreIllegals: true }).value;
}
