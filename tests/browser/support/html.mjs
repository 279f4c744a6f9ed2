// html-validate, for pages and fragments as files and as the browser holds them.

import assert from "node:assert/strict";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const checker = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ["html-validate:recommended"],
    rules: {
      // How the source is set out is not for a reader: a browser writes attributes and void elements its own way.
      "no-trailing-whitespace": "off",
      "attribute-boolean-style": "off",
      "attribute-empty-style": "off",
      "void-style": "off",
      "doctype-style": "off",
      "long-title": "off",
      // Browsers drop the roles of a table that a narrow container lays out as blocks, so they are written out.
      "no-redundant-role": "off",
      // HTML allows every character except white space in an id, and ids of a package contain dots.
      "valid-id": ["error", { relaxed: true }],
      "no-inline-style": "error",
    },
  }),
);

/** The mistakes in `html` as lines `line:column rule: message`; empty is good. */
export async function htmlMistakes(html) {
  const report = await checker.validateString(html);
  return report.results.flatMap((result) =>
    result.messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}

/** Fails with every mistake in `html`. */
export async function assertValidHtml(html, name = "the page") {
  assert.deepEqual(await htmlMistakes(html), [], `html-validate found mistakes in ${name}`);
}
